import { afterEach, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld, password } from '../../../test/auth-world.ts';

const open: AuthWorld[] = [];
async function start(...given: Parameters<typeof openAuthWorld>): Promise<AuthWorld> {
  const world = await openAuthWorld(...given);
  open.push(world);
  return world;
}
afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

test('the first administrator has a one-time code, which survives a restart', async () => {
  const before = await start();
  const code = (await before.auth.adminCode())!;
  const ann = await before.register('ann');
  const bob = await before.register('bob');
  await before.stop();
  open.pop();
  const world = await start({ directory: before.directory, clock: before.clock });
  expect(await world.auth.adminCode()).toBe(code);
  const by = await world.callerOf(ann);
  expect(await codeOf(world.auth.claimAdmin(by, 'not-the-code'))).toBe('link-invalid');
  const heard = world.hear(by.user);
  expect((await world.auth.claimAdmin(by, code)).self.admin).toBe(true);
  expect(heard[0]).toMatchObject({ type: 'state', items: [{ key: 'profile', value: { admin: true } }] });
  expect(await world.auth.adminCode()).toBeUndefined();
  // The token from before is that of an administrator now: rights are never part of a token.
  expect((await world.callerOf(ann)).admin).toBe(true);
  expect(await codeOf(world.auth.claimAdmin(await world.callerOf(bob), code))).toBe('link-invalid');
  expect(await codeOf(world.register('cid', { invite: code }))).toBe('link-invalid');
});

test('two who claim at the same moment do not both become administrator', async () => {
  const world = await start();
  const code = (await world.auth.adminCode())!;
  const callers = await Promise.all(
    ['ann', 'bob'].map(async (handle) => world.callerOf(await world.register(handle))),
  );
  const codes = await Promise.all(callers.map((by) => codeOf(world.auth.claimAdmin(by, code))));
  expect(codes.sort()).toEqual(['fine', 'link-invalid']);
});

test('when the only administrator is gone there is another code, not the used one', async () => {
  const world = await start();
  const code = (await world.auth.adminCode())!;
  const ann = await world.register('ann', { invite: code });
  expect(ann.self.admin).toBe(true);
  await world.auth.deleteAccount(await world.callerOf(ann), password);
  const next = await world.auth.adminCode();
  expect(next).toBeDefined();
  expect(next).not.toBe(code);
});

test('where registration is closed or by invitation, only the first administrator gets in', async () => {
  for (const [registration, refusal] of [
    ['closed', 'registration-closed'],
    ['invite', 'registration-by-invite'],
  ] as const) {
    const world = await start({ registration });
    expect(await codeOf(world.register('ann'))).toBe(refusal);
    expect(await codeOf(world.register('ann', { invite: 'made-up' }))).toBe('link-invalid');
    const code = (await world.auth.adminCode())!;
    expect((await world.register('ann', { invite: code })).self.admin).toBe(true);
    expect(await codeOf(world.register('bob', { invite: code }))).toBe('link-invalid');
  }
});
