import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld } from '../../../test/auth-world.ts';
import { addressKey } from '../address-key.ts';
import { SignInLimits } from './sign-in-limits.ts';

let limited: string[];
let limits: SignInLimits;
beforeEach(() => {
  // The library keeps time itself.
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  limited = [];
  limits = new SignInLimits(
    { rateLimitReached: (name) => limited.push(name), signInTried: () => undefined },
    true,
  );
});
afterEach(() => {
  vi.useRealTimers();
});

const guess = (account: string, address: string, known = false) =>
  codeOf(limits.tryAccount({ account, address, isKnown: async () => known }));
const minuteMs = 60_000;

test('R69: one address has ten tries at one account in a quarter of an hour', async () => {
  for (let n = 0; n < 10; n += 1) expect(await guess('ann', '192.0.2.1')).toBe('fine');
  expect(await guess('ann', '192.0.2.1')).toBe('rate-limited');
  expect(await guess('ann', '192.0.2.1', true)).toBe('rate-limited');
  expect(await guess('bob', '192.0.2.1')).toBe('fine');
  expect(await guess('ann', '192.0.2.2')).toBe('fine');
  expect(limited).toEqual(['sign_in_pair', 'sign_in_pair']);
  vi.advanceTimersByTime(15 * minuteMs);
  expect(await guess('ann', '192.0.2.1')).toBe('fine');
});

test('R69: a refusal says when to come back', async () => {
  for (let n = 0; n < 10; n += 1) await guess('ann', '192.0.2.1');
  vi.advanceTimersByTime(5 * minuteMs);
  const refused = limits.tryAccount({ account: 'ann', address: '192.0.2.1', isKnown: async () => false });
  await expect(refused).rejects.toMatchObject({ details: { retryAfterMs: 10 * minuteMs } });
});

test('R69: a right password hands the tries back', async () => {
  for (let round = 0; round < 30; round += 1) {
    for (let n = 0; n < 9; n += 1) expect(await guess('ann', '192.0.2.1')).toBe('fine');
    await limits.succeeded({ account: 'ann', address: '192.0.2.1' });
    vi.advanceTimersByTime(4 * minuteMs);
  }
});

test('R69: an attack from everywhere never locks the owner out, and leaves strangers few tries', async () => {
  for (let address = 0; address < 25; address += 1) {
    for (let n = 0; n < 2; n += 1) expect(await guess('ann', `198.51.100.${address}`)).toBe('fine');
  }
  // The account's tries are used up: a new address has three, a known one all ten.
  for (let n = 0; n < 3; n += 1) expect(await guess('ann', '203.0.113.1')).toBe('fine');
  expect(await guess('ann', '203.0.113.1')).toBe('rate-limited');
  for (let n = 0; n < 10; n += 1) expect(await guess('ann', '192.0.2.1', true)).toBe('fine');
  expect(await guess('ann', '192.0.2.1', true)).toBe('rate-limited');
  expect(await guess('bob', '203.0.113.1')).toBe('fine');
});

test('R69: one address may guess about many accounts only so often, but those it knows get in', async () => {
  for (let n = 0; n < 60; n += 1) expect(await guess(`person${n}`, '192.0.2.1')).toBe('fine');
  expect(await guess('ann', '192.0.2.1')).toBe('rate-limited');
  expect(await guess('ann', '192.0.2.1', true)).toBe('fine');
  expect(await guess('ann', '192.0.2.2')).toBe('fine');
});

test('R69: in all there are 600 tries a minute, and then only where the account knows the address', async () => {
  for (let n = 0; n < 600; n += 1) await guess(`person${n}`, `192.0.${n >> 8}.${n & 255}`);
  expect(await guess('ann', '203.0.113.1')).toBe('rate-limited');
  expect(await guess('ann', '203.0.113.1', true)).toBe('fine');
  vi.advanceTimersByTime(minuteMs);
  expect(await guess('ann', '203.0.113.1')).toBe('fine');
});

test('R69: one address makes thirty accounts an hour', async () => {
  for (let n = 0; n < 30; n += 1) expect(await codeOf(limits.register('192.0.2.1'))).toBe('fine');
  expect(await codeOf(limits.register('192.0.2.1'))).toBe('rate-limited');
  expect(await codeOf(limits.register('192.0.2.2'))).toBe('fine');
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:1:aaaa::1', '2001:db8:0:1'],
  ['2001:0db8::1:bbbb:0:0:2', '2001:db8:0:1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('R69: %s counts as %s', (address, key) => expect(addressKey(address)).toBe(key));

test('R69: the limits hold at the door, on a real store, and the right password gets in from where it did before', async () => {
  vi.useRealTimers();
  const world: AuthWorld = await openAuthWorld({ rateLimits: true });
  try {
    await world.register('ann');
    for (let n = 0; n < 10; n += 1) {
      expect(await codeOf(world.login('ann', 'wrong password', '198.51.100.1'))).toBe('credentials-wrong');
    }
    expect(await codeOf(world.login('ann', undefined, '198.51.100.1'))).toBe('rate-limited');
    expect(await codeOf(world.login('ann'))).toBe('fine');
    expect(world.limited).toEqual(['sign_in_pair']);
  } finally {
    await world.close();
  }
});
