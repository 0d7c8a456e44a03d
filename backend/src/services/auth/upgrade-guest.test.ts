// Guests who make an account (R247 to R249): the services over the real engine, with time that only the test moves.
import type { Cmid, RoomId, UserId } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld, password } from '../../../test/auth-world.ts';
import type { Caller } from '../caller.ts';

const home = { address: '192.0.2.1' };
const hourMs = 3_600_000;
let world: AuthWorld;
let ann: Caller;
let bob: Caller;
let room: RoomId;
let link: { code: string; invite: { id: string } };

beforeEach(() => open());
afterEach(() => world.close());

/** Ann's group with bob, and a link for guests that bob, a moderator, has made. */
async function open(options: Parameters<typeof openAuthWorld>[0] = {}): Promise<void> {
  const { registration = 'open', ...others } = options;
  world = await openAuthWorld(others);
  ann = await world.callerOf(await world.register('ann'));
  bob = await world.callerOf(await world.register('bob'));
  room = await world.group(ann, bob.user);
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'moderator' });
  const asked = { kind: 'link', role: 'guest', guests: true, expiresInSeconds: 3_600 } as const;
  link = await world.invites.create(bob, room, asked);
  if (registration === 'open') return;
  const { directory, clock } = world;
  await world.stop();
  world = await openAuthWorld({ ...options, directory, clock });
}

async function guest(name = 'Gil') {
  const granted = await world.auth.guests.enter({ code: link.code, name, ...world.here() }, home);
  return { granted, caller: await world.callerOf(granted) };
}

type Asked = Parameters<AuthWorld['auth']['guests']['upgrade']>[1];
const upgrade = (by: Caller, more: Partial<Asked> = {}) =>
  world.auth.guests.upgrade(by, { handle: 'gil', password, ...more }, home);
const set = (settings: object) =>
  world.rooms.change(ann, room, { cmid: world.newId<'Cmid'>() as Cmid, settings });
const roleOf = async (user: UserId) => (await world.roomIndex.membership(room, user))?.role;
const rowsLeft = () => world.sql.read.selectFrom('guests').selectAll().execute();
const changes = async (user: UserId) => {
  const entries = await world.roomLog.read(room, 0, 500);
  return entries.flatMap(({ entry }) =>
    entry.kind === 'member.changed' && entry.user === user ? [{ by: entry.by, role: entry.role }] : [],
  );
};

/** The account is made, and nothing follows from it yet. */
const written = (by: Caller) =>
  world.sql.write('guests.upgrade', {
    ...{ user: by.user, session: by.session, device: by.device, address: home.address },
    ...{ handle: 'gil', skeleton: 'gil', passwordHash: 'x', recoveryHashes: [] },
    ...{ at: world.clock.now(), expiresAt: world.clock.now() + 24 * hourMs },
  });

describe('R247: a guest makes an account', () => {
  test('R247: of theirs: the same person, session and tokens, and nothing that ends them any more', async () => {
    const { granted, caller } = await guest('Gil Gray');
    const heard = world.hear(caller.user);
    const { self, recoveryCodes } = await upgrade(caller);
    expect(self).toMatchObject({ id: caller.user, handle: 'gil', name: 'Gil Gray', recoveryCodesLeft: 10 });
    expect(self).not.toHaveProperty('guest');
    expect(recoveryCodes).toHaveLength(10);
    expect(await world.callerOf(granted)).toEqual({ ...bob, ...bearerOf(granted), admin: false });
    expect(heard.map(({ type }) => type)).toEqual(expect.arrayContaining(['state', 'profile']));
    // Neither the time of the link, nor its end, nor leaving.
    await world.clock.advance(hourMs);
    await world.invites.revoke(bob, room, link.invite.id);
    world.auth.guests.revoked(link.invite.id as never);
    await world.clock.advance(1);
    const renewed = await world.refresh(granted.refreshToken);
    expect(await codeOf(world.callerOf(renewed))).toBe('fine');
    expect(await roleOf(caller.user)).toBe('member');
    await world.rooms.leave(caller, room);
    await world.clock.advance(50 * hourMs);
    const late = await world.refresh(renewed.refreshToken);
    expect(await codeOf(world.callerOf(late))).toBe('fine');
    expect(await world.users.get(caller.user)).toMatchObject({ handle: 'gil', name: 'Gil Gray' });
    expect(heard.some(({ type }) => type === 'sessions-ended')).toBe(false);
    expect(await world.trace()).toEqual(expect.arrayContaining(['guest.entered', 'guest.upgraded']));
    expect(await rowsLeft()).toEqual([]);
  });

  test('R247: signs in with it on another device, comes back by a recovery code, and is found', async () => {
    const { caller } = await guest();
    const { recoveryCodes } = await upgrade(caller, { name: 'Gilbert' });
    expect((await world.login('gil')).self).toMatchObject({ id: caller.user, name: 'Gilbert' });
    const back = await world.recover('gil', recoveryCodes[0] ?? '');
    expect(back.self.id).toBe(caller.user);
    expect((await world.users.search(ann, 'Gilb')).map(({ id }) => id)).toEqual([caller.user]);
    const other = await world.group(ann, caller.user);
    expect(await codeOf(world.rooms.openDirect(ann, caller.user))).toBe('fine');
    expect((await world.roomIndex.membership(other, caller.user))?.role).toBe('member');
    expect(await codeOf(world.auth.guests.mustKnow(caller, world.newId()))).toBe('fine');
    expect(world.auth.guests.isBound(caller)).toBe(false);
  });

  test('R247: is told what is wrong with what they chose, and stays a guest', async () => {
    const { granted, caller } = await guest();
    const tries: [Partial<Asked>, string][] = [
      [{ handle: 'ann' }, 'handle-taken'],
      [{ handle: 'b0b' }, 'handle-confusable'],
      [{ handle: 'admin' }, 'handle-taken'],
      [{ handle: '!' }, 'handle-invalid'],
      [{ password: 'short' }, 'password-short'],
      [{ invite: 'nonsense' }, 'link-invalid'],
      [{ invite: link.code }, 'guest-link'],
      [{ invite: (await world.auth.adminCode()) ?? '' }, 'link-invalid'],
    ];
    for (const [more, code] of tries) expect(await codeOf(upgrade(caller, more)), code).toBe(code);
    expect((await world.callerOf(granted)).guest).toEqual({ room });
    expect(await codeOf(upgrade(bob))).toBe('not-guest');
    expect(await codeOf(upgrade(caller))).toBe('fine');
    expect(await codeOf(upgrade(caller, { handle: 'again' }))).toBe('not-guest');
  });

  test('R247: where registration is closed not at all, and by invitation with the code of one, which leads on', async () => {
    await world.close();
    await open({ registration: 'closed' });
    expect(await codeOf(upgrade((await guest()).caller))).toBe('registration-closed');
    await world.close();
    await open({ registration: 'invite' });
    const { caller } = await guest();
    expect(await codeOf(upgrade(caller))).toBe('registration-by-invite');
    const other = await world.group(ann);
    const made = await world.invites.create(ann, other, { kind: 'link', role: 'member', usesMax: 1 });
    expect(await codeOf(upgrade(caller, { invite: made.code }))).toBe('fine');
    expect((await world.roomIndex.membership(other, caller.user))?.role).toBe('member');
    const next = async (handle: string, invite: string) =>
      codeOf(upgrade((await guest()).caller, { handle, invite }));
    expect(await next('hal', made.code)).toBe('link-invalid');
    // One to the room in which they are is used up as well.
    const here = await world.invites.create(ann, room, { kind: 'link', role: 'member', usesMax: 1 });
    expect(await next('ida', here.code)).toBe('fine');
    expect(await next('jon', here.code)).toBe('link-invalid');
  });
});

const bearerOf = ({ self, session }: { self: { id: UserId }; session: Caller['session'] }) => ({
  user: self.id,
  session,
  device: expect.any(String),
});

describe('R248: what they are in their room', () => {
  test('R248: they become a member on the word of who made the link, once', async () => {
    const { caller } = await guest();
    await upgrade(caller);
    expect(await changes(caller.user)).toEqual([{ by: bob.user, role: 'member' }]);
    expect(await world.rooms.addMember(ann, room, { user: caller.user, role: 'moderator' })).toBeUndefined();
    const { directory, clock } = world;
    await world.stop();
    world = await openAuthWorld({ directory, clock });
    await clock.advance(1_000);
    expect(await roleOf(caller.user)).toBe('moderator');
  });

  test('R248: they stay a guest where the maker may add nobody, until somebody changes it', async () => {
    await set({ rights: { 'add-member': 'admin' } });
    const { caller } = await guest();
    expect(await codeOf(upgrade(caller))).toBe('fine');
    expect(await roleOf(caller.user)).toBe('guest');
    expect(await rowsLeft()).toEqual([]);
    await world.rooms.addMember(ann, room, { user: caller.user, role: 'member' });
    expect(await roleOf(caller.user)).toBe('member');
  });

  test('R248: what was cut off after the write is done when a server is back', async () => {
    const { granted, caller } = await guest();
    const { directory, clock } = world;
    // The server dies with the account made, and the room not told.
    await world.auth.drain();
    await written(caller);
    expect(await roleOf(caller.user)).toBe('guest');
    await world.stop();
    world = await openAuthWorld({ directory, clock });
    expect((await world.callerOf(granted)).guest).toBeUndefined();
    await expect
      .poll(async () => {
        await clock.advance(100);
        return rowsLeft();
      })
      .toEqual([]);
    expect(await roleOf(caller.user)).toBe('member');
    await clock.advance(hourMs);
    expect(await world.users.get(caller.user)).toMatchObject({ handle: 'gil' });
  });
});

type Met = Awaited<ReturnType<typeof guest>> & { handle: string };

async function expectAccount({ granted, caller, handle }: Met, { isSignedIn }: { isSignedIn: boolean }) {
  const view = await world.users.get(caller.user);
  expect(view).toMatchObject({ handle, name: 'Gil' });
  expect(view).not.toHaveProperty('guest');
  const renewed = await world.refresh(granted.refreshToken).catch(() => undefined);
  expect(renewed !== undefined).toBe(isSignedIn);
  expect((await world.login(handle)).self.id).toBe(caller.user);
}

/** Nothing is left of them, and the handle that they wanted is free. */
async function expectOver({ granted, caller, handle }: Met) {
  const placeholder = { handle: 'deleted', name: 'Guest', deleted: true };
  expect(await world.users.get(caller.user)).toMatchObject(placeholder);
  expect(await codeOf(world.refresh(granted.refreshToken))).toBe('token-invalid');
  expect(await roleOf(caller.user)).toBeUndefined();
  expect(await codeOf(world.register(handle))).toBe('fine');
}

describe('R249: what meets', () => {
  const ends: Record<string, (by: Caller) => Promise<unknown>> = {
    'the time of the link': () => world.clock.advance(hourMs),
    'the end of the link': async () => {
      await world.invites.revoke(ann, room, link.invite.id);
      world.auth.guests.revoked(link.invite.id as never);
      await world.clock.advance(1);
    },
    'their sign-out': (by) => world.auth.logout(by),
    'their leaving': (by) => world.rooms.leave(by, room),
  };

  test.each(Object.keys(ends))(
    'R249: an account that is made, and %s: one of them comes first',
    async (why) => {
      const codes: string[] = [];
      const rounds = 8;
      for (let round = 0; round < rounds; round += 1) {
        const met = { ...(await guest()), handle: `gil-${round}` };
        const end = () => ends[why]?.(met.caller);
        const make = () => codeOf(upgrade(met.caller, { handle: met.handle }));
        // Once the end comes first, once the account, and in between they meet.
        if (round === 0) await end();
        const made = make();
        if (round === rounds - 1) await made;
        if (round > 0) await end();
        const code = await made;
        codes.push(code);
        await expect.poll(() => world.clock.advance(1).then(rowsLeft)).toEqual([]);
        if (code === 'fine') await expectAccount(met, { isSignedIn: why !== 'their sign-out' });
        else await expectOver(met);
        const another = { kind: 'link', role: 'guest', guests: true, expiresInSeconds: 3_600 } as const;
        link = await world.invites.create(bob, room, another);
      }
      expect(codes[0]).not.toBe('fine');
      expect(codes.at(-1)).toBe('fine');
      expect(['fine', 'session-ended', 'not-guest']).toEqual(expect.arrayContaining(codes));
    },
    60_000,
  );

  test('R249: whoever has an account in the store is not ended, and whose end has begun there gets none', async () => {
    const [gil, hal] = [await guest('Gil'), await guest('Hal')];
    // At the moment of this write the server still holds them for a guest.
    await written(gil.caller);
    expect(await world.sql.write('guests.close', hal.caller.user)).toBe(true);
    expect(await codeOf(upgrade(hal.caller, { handle: 'hal' }))).toBe('session-ended');
    await world.clock.advance(hourMs);
    await expect.poll(() => world.clock.advance(1).then(rowsLeft)).toEqual([]);
    expect(await world.users.get(hal.caller.user)).toMatchObject({ deleted: true });
    expect(await world.users.get(gil.caller.user)).toMatchObject({ handle: 'gil' });
    expect(await codeOf(world.refresh(gil.granted.refreshToken))).toBe('fine');
    expect(await roleOf(gil.caller.user)).toBe('member');
  });

  test('R249: of two guests who want one handle one has it, and the other goes on as a guest', async () => {
    const [gil, hal] = [await guest('Gil'), await guest('Hal')];
    const codes = await Promise.all(
      [gil, hal].map(({ caller }) => codeOf(upgrade(caller, { handle: 'one' }))),
    );
    expect(codes.toSorted()).toEqual(['fine', 'handle-taken']);
    const loser = codes[0] === 'fine' ? hal : gil;
    expect((await world.callerOf(loser.granted)).guest).toEqual({ room });
    expect(await codeOf(upgrade(loser.caller, { handle: 'another' }))).toBe('fine');
  });

  test('R249: of two tries of one guest one makes the account, with its handle and codes', async () => {
    const { caller } = await guest();
    const tries = await Promise.allSettled([
      upgrade(caller, { handle: 'one' }),
      upgrade(caller, { handle: 'two' }),
    ]);
    const made = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made).toHaveLength(1);
    const handle = made[0]?.self.handle ?? '';
    expect(await codeOf(world.login(handle === 'one' ? 'two' : 'one'))).toBe('credentials-wrong');
    expect(await codeOf(world.recover(handle, made[0]?.recoveryCodes[3] ?? ''))).toBe('fine');
  });
});
