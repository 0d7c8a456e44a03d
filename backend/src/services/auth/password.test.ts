import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import { SupError } from '@sup/protocol';
import { FakeClock } from '@sup/testkit/fake-clock';
import { expect, test } from 'vitest';
import { codeOf } from '../../../test/auth-world.ts';
import { PasswordDesk } from './password-desk.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { PasswordRules } from './password-rules.ts';

const salt = new FakeClock().random(16);

test('a hash is an Argon2id PHC string that another implementation verifies, and the other way round', async () => {
  // Loaded here, so that this file also says something useful where its native part does not load.
  const other = await import('@node-rs/argon2');
  const mine = await hashPassword('pässwörter sind lang', salt);
  expect(mine).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await other.verify(mine, 'pässwörter sind lang'.normalize('NFC'))).toBe(true);
  expect(await other.verify(mine, 'something else')).toBe(false);
  const theirs = await other.hash('a stronger one', { memoryCost: 32_768, timeCost: 3, parallelism: 2 });
  expect(await verifyPassword(theirs, 'a stronger one')).toBe(true);
  expect(await verifyPassword(theirs, 'a stronger 0ne')).toBe(false);
});

test('one password in two Unicode spellings is one password, and nothing else is changed', async () => {
  const phc = await hashPassword('caf\u00e9 au lait', salt);
  expect(await verifyPassword(phc, 'cafe\u0301 au lait')).toBe(true);
  expect(await verifyPassword(phc, 'cafe au lait')).toBe(false);
  expect(await verifyPassword(phc, 'Caf\u00e9 au lait')).toBe(false);
  expect(await verifyPassword(phc, 'caf\u00e9 au lait ')).toBe(false);
});

test('R62: a password has 10 to 256 characters, counted as people count them', async () => {
  const rules = new PasswordRules();
  expect(await codeOf(rules.mustBeGood('😀'.repeat(9)))).toBe('password-short');
  expect(await codeOf(rules.mustBeGood('e\u0301'.repeat(9)))).toBe('password-short');
  expect(await codeOf(rules.mustBeGood('é'.repeat(10)))).toBe('fine');
  expect(await codeOf(rules.mustBeGood('x'.repeat(256)))).toBe('fine');
  expect(await codeOf(rules.mustBeGood('x'.repeat(257)))).toBe('invalid-input');
});

test('R62: the list has 10,000 passwords, and each that is long enough is refused in any case', async () => {
  const packed = await readFile(new URL('./data/common-passwords.txt.br', import.meta.url));
  const list = brotliDecompressSync(packed).toString('utf8').split('\n');
  expect(new Set(list).size).toBe(10_000);
  const long = list.filter((password) => password.length >= 10);
  expect(long.length).toBeGreaterThan(500);
  const rules = new PasswordRules();
  for (const password of long) {
    expect(await codeOf(rules.mustBeGood(password)), password).toBe('password-common');
    expect(await codeOf(rules.mustBeGood(password.toUpperCase())), password).toBe('password-common');
  }
  expect(await codeOf(rules.mustBeGood('tangerine bicycle'))).toBe('fine');
});

test('I5: a few hashes run at once, some wait, and whoever comes later is told when to come back', async () => {
  const limits: string[] = [];
  const desk = new PasswordDesk({
    clock: new FakeClock(),
    telemetry: { queueLimitReached: (queue) => limits.push(queue) },
    atOnceMax: 2,
    waitingMax: 3,
  });
  const all = await Promise.allSettled(Array.from({ length: 7 }, () => desk.hash('some long password')));
  const refused = all.filter((one) => one.status === 'rejected').map((one) => one.reason);
  expect(all.map((one) => one.status)).toEqual([...Array(5).fill('fulfilled'), 'rejected', 'rejected']);
  for (const error of refused) {
    expect(error).toBeInstanceOf(SupError);
    expect(error).toMatchObject({ code: 'overloaded', details: { retryAfterMs: expect.any(Number) } });
  }
  expect(limits).toEqual(['password_hashes', 'password_hashes']);
  // Every place was given back.
  expect(await desk.matches(await desk.hash('some long password'), 'some long password')).toBe(true);
});

test('a hash that fails gives its place back', async () => {
  const desk = new PasswordDesk({
    clock: new FakeClock(),
    telemetry: { queueLimitReached: () => undefined },
    atOnceMax: 1,
    waitingMax: 1,
  });
  await expect(desk.matches('not a hash', 'x')).rejects.toThrow(/PHC/);
  expect(await desk.matches(undefined, 'x')).toBe(false);
});
