import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld } from '../../../test/auth-world.ts';

let world: AuthWorld;
beforeEach(async () => {
  world = await openAuthWorld();
});
afterEach(() => world.close());

const dayMs = 86_400_000;

test('R64: each refresh gives a new pair of the same session', async () => {
  const ann = await world.register('ann');
  await world.clock.advance(10 * 60_000);
  const next = await world.refresh(ann.refreshToken);
  expect(next.session).toBe(ann.session);
  expect(next.refreshToken).not.toBe(ann.refreshToken);
  expect(next.self).toEqual(ann.self);
  await world.clock.advance(10 * 60_000);
  expect(await codeOf(world.callerOf(ann))).toBe('token-expired');
  expect(await codeOf(world.callerOf(next))).toBe('fine');
  const { sessions } = await world.auth.sessions(await world.callerOf(next));
  expect(sessions[0]).toMatchObject({ createdAt: world.clock.now() - 20 * 60_000 });
  expect(sessions[0]?.lastSeenAt).toBe(world.clock.now() - 10 * 60_000);
});

test('R64: while the successor was not used, the former token gives another one: an answer was lost', async () => {
  const ann = await world.register('ann');
  await world.refresh(ann.refreshToken);
  const second = await world.refresh(ann.refreshToken);
  const third = await world.refresh(ann.refreshToken);
  // Also when an earlier answer arrives after all.
  expect(await codeOf(world.refresh(second.refreshToken))).toBe('fine');
  expect(third.refreshToken).not.toBe(second.refreshToken);
});

test('R64: a token used again after its successor ends the whole family, and its sockets are cut', async () => {
  const ann = await world.register('ann');
  const second = await world.refresh(ann.refreshToken);
  const third = await world.refresh(second.refreshToken);
  const heard = world.hear(ann.self.id);
  expect(await codeOf(world.refresh(ann.refreshToken))).toBe('refresh-reused');
  expect(heard).toEqual([{ type: 'sessions-ended', user: ann.self.id, sessions: [ann.session] }]);
  expect(await codeOf(world.callerOf(third))).toBe('session-ended');
  expect(await codeOf(world.refresh(third.refreshToken))).toBe('refresh-reused');
  expect(await codeOf(world.refresh(second.refreshToken))).toBe('refresh-reused');
  expect(await world.trace()).toContain('refresh.reused');
});

test('R64: of two answers to one token, the use of one ends the other: a thief shows', async () => {
  const ann = await world.register('ann');
  const mine = await world.refresh(ann.refreshToken);
  const stolen = await world.refresh(ann.refreshToken);
  expect(await codeOf(world.refresh(mine.refreshToken))).toBe('fine');
  expect(await codeOf(world.refresh(stolen.refreshToken))).toBe('refresh-reused');
});

test('R64: other sign-ins of the person are not touched by the end of a family', async () => {
  const ann = await world.register('ann');
  const phone = await world.login('ann');
  const second = await world.refresh(ann.refreshToken);
  await world.refresh(second.refreshToken);
  await codeOf(world.refresh(ann.refreshToken));
  expect(await codeOf(world.callerOf(phone))).toBe('fine');
  expect(await codeOf(world.refresh(phone.refreshToken))).toBe('fine');
});

test('R64: refreshes of one token at one moment all succeed, and one of their answers goes on', async () => {
  const ann = await world.register('ann');
  const answers = await Promise.all([1, 2, 3, 4].map(() => world.refresh(ann.refreshToken)));
  expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(4);
  expect(await codeOf(world.refresh(answers[2]!.refreshToken))).toBe('fine');
});

test('R64: many lost answers in a row are covered, and a session stays one row of bounded size', async () => {
  const ann = await world.register('ann');
  const answers = [];
  for (let lost = 0; lost < 12; lost += 1) answers.push(await world.refresh(ann.refreshToken));
  const row = await world.sql.read.selectFrom('sessions').select('fresh').executeTakeFirstOrThrow();
  expect(row.fresh.split(' ')).toHaveLength(8);
  // Forgotten is not reused: nothing ends.
  expect(await codeOf(world.refresh(answers[0]!.refreshToken))).toBe('token-invalid');
  expect(await codeOf(world.refresh(answers[11]!.refreshToken))).toBe('fine');
});

test('R64: forged and foreign tokens are refused, and end nothing', async () => {
  const ann = await world.register('ann');
  const second = await world.refresh(ann.refreshToken);
  const fields = second.refreshToken.split('.');
  for (const token of [
    '',
    'x',
    ann.accessToken,
    world.auth.resumeToken(await world.callerOf(ann)),
    fields.with(2, '1').join('.'),
    fields.with(2, '9').join('.'),
    fields.with(3, 'AAAAAAAAAAAAAAAAAAAAAAAA').join('.'),
    fields.slice(0, 4).join('.'),
  ]) {
    expect(await codeOf(world.refresh(token)), token).toBe('token-invalid');
  }
  expect(await codeOf(world.refresh(second.refreshToken))).toBe('fine');
});

test('a session that nobody uses expires, and one in use does not', async () => {
  const ann = await world.register('ann');
  const phone = await world.login('ann');
  world.clock.jump(20 * dayMs);
  const next = await world.refresh(ann.refreshToken);
  world.clock.jump(20 * dayMs);
  expect(await codeOf(world.refresh(phone.refreshToken))).toBe('token-invalid');
  const last = await world.refresh(next.refreshToken);
  const { sessions } = await world.auth.sessions(await world.callerOf(last));
  expect(sessions.map(({ id }) => id)).toEqual([ann.session]);
});

test('R66: signing out ends this session, everywhere else all others, and a foreign one is not found', async () => {
  const ann = await world.register('ann');
  const phone = await world.login('ann');
  const tablet = await world.login('ann');
  const bob = await world.register('bob');
  const by = await world.callerOf(phone);
  expect(await codeOf(world.auth.endSession(by, bob.session))).toBe('session-not-found');
  expect(await codeOf(world.callerOf(bob))).toBe('fine');
  await world.auth.logoutEverywhere(by);
  expect(await codeOf(world.callerOf(ann))).toBe('session-ended');
  expect(await codeOf(world.callerOf(tablet))).toBe('session-ended');
  expect(await codeOf(world.auth.endSession(by, tablet.session))).toBe('session-not-found');
  await world.auth.logout(by);
  expect(await codeOf(world.callerOf(phone))).toBe('session-ended');
  expect(await codeOf(world.refresh(phone.refreshToken))).toBe('token-invalid');
});
