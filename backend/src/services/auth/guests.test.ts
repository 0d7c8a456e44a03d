// People without an account (R217 to R222): the services over the real engine, with time that only the test moves.
import type { RoomId, UserId } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld, password } from '../../../test/auth-world.ts';
import { topics } from '../../bus/bus.ts';
import type { Caller } from '../caller.ts';

const home = { address: '192.0.2.1' };
const hourMs = 3_600_000;
let world: AuthWorld;
let ann: Caller;
let bob: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openAuthWorld();
  ann = await world.callerOf(await world.register('ann'));
  bob = await world.callerOf(await world.register('bob'));
  room = await world.group(ann, bob.user);
});
afterEach(() => world.close());

const forGuests = { kind: 'link', role: 'guest', guests: true, expiresInSeconds: 3_600 } as const;
const link = (more: object = {}, by = ann) => world.invites.create(by, room, { ...forGuests, ...more });
const enter = (code: string, name = 'Gil', from = home) =>
  world.auth.guests.enter({ code, name, ...world.here() }, from);
const asGuest = async (code: string, name?: string) => {
  const granted = await enter(code, name);
  return { granted, caller: await world.callerOf(granted) };
};
const isInside = async (user: UserId) => (await world.roomIndex.membership(room, user)) !== undefined;
const entriesOf = async (user: UserId) => {
  const entries = await world.roomLog.read(room, 0, 500);
  return entries.flatMap(({ entry }) => ('user' in entry && entry.user === user ? [entry.kind] : []));
};

/** Resolves once the account is a placeholder, which is the last step of an end. */
function erased(user: UserId): Promise<void> {
  return new Promise((resolve) => {
    world.bus.subscribe(topics.user(user), {
      hear: (event) => void (event.type === 'profile' && event.view.deleted && resolve()),
    });
  });
}

describe('R217: a link for guests', () => {
  test('R217: is made by who has the right to, from moderator on, or from where the room says', async () => {
    expect(await codeOf(link({}, bob))).toBe('forbidden');
    await world.rooms.addMember(ann, room, { user: bob.user, role: 'moderator' });
    expect(await codeOf(link({}, bob))).toBe('fine');
    const cmid = world.newId<'Cmid'>() as never;
    await world.rooms.change(ann, room, { cmid, settings: { rights: { 'invite-guest': 'admin' } } });
    expect(await codeOf(link({}, bob))).toBe('forbidden');
    const { id } = await world.rooms.openDirect(ann, bob.user);
    expect(await codeOf(world.invites.create(ann, id, forGuests))).toBe('room-kind');
    const space = { name: 'Space', members: [], cmid: world.newId<'Cmid'>() as never };
    const made = await world.rooms.create(ann, { ...space, kind: 'space' });
    expect(await codeOf(world.invites.create(ann, made.id, forGuests))).toBe('room-kind');
  });

  test('R217: expires within 30 days, is for so many, makes guests, and is never a spoken code', async () => {
    for (const more of [
      { expiresInSeconds: null },
      { expiresInSeconds: undefined },
      { expiresInSeconds: 2_592_001 },
      { usesMax: 101 },
      { role: 'member' },
      { kind: 'spoken' },
    ])
      expect(await codeOf(link(more)), JSON.stringify(more)).toBe('invalid-input');
    const { code, invite } = await link();
    expect(invite).toMatchObject({ guests: true, role: 'guest', usesMax: 100 });
    expect(await world.invites.preview(code, home)).toMatchObject({
      guests: true,
      role: 'guest',
      expiresAt: invite.expiresAt,
    });
  });

  test('R217: is for people without an account alone, and other links are not for them', async () => {
    const { code } = await link();
    const cid = await world.callerOf(await world.register('cid'));
    expect(await codeOf(world.invites.redeem(cid, code, home))).toBe('guest-link');
    expect(await codeOf(world.register('dee', { invite: code }))).toBe('guest-link');
    const other = await world.invites.create(ann, room, { kind: 'link', role: 'guest' });
    expect(await codeOf(enter(other.code))).toBe('link-invalid');
    expect(await codeOf(enter('nonsense'))).toBe('link-invalid');
  });

  test('R217: lets nobody in any more once its maker may not make it, and then no use is taken', async () => {
    await world.rooms.addMember(ann, room, { user: bob.user, role: 'moderator' });
    const { code, invite } = await link({}, bob);
    await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
    expect(await codeOf(enter(code))).toBe('link-invalid');
    expect((await world.invites.list(ann, room)).invites).toMatchObject([{ id: invite.id, uses: 0 }]);
  });

  test('R217: of a hundred who come at the same moment, as many are let in as it has uses', async () => {
    const { code } = await link({ usesMax: 7 });
    const codes = await Promise.all(Array.from({ length: 100 }, (_, n) => codeOf(enter(code, `Guest ${n}`))));
    expect(codes.filter((one) => one === 'fine')).toHaveLength(7);
    expect(codes.filter((one) => one === 'link-invalid')).toHaveLength(93);
    expect((await world.roomIndex.room(room))?.memberCount).toBe(9);
  });
});

test('R218: with a name alone somebody is a guest of that room, by an entry, and leaves a trace', async () => {
  const { code, invite } = await link();
  const { granted, caller } = await asGuest(code, 'Gil');
  expect(granted).toMatchObject({ room, self: { name: 'Gil', guest: { until: invite.expiresAt } } });
  expect(caller).toMatchObject({ admin: false, guest: { room } });
  expect(await world.roomIndex.membership(room, caller.user)).toMatchObject({ role: 'guest' });
  expect(await world.trace()).toContain('guest.entered');
  expect(await codeOf(world.login(granted.self.handle))).toBe('credentials-wrong');
});

test('R218: the session ends with the link, however often its tokens were renewed', async () => {
  const { code } = await link();
  const { granted } = await asGuest(code);
  await world.clock.advance(hourMs - 60_000);
  const renewed = await world.refresh(granted.refreshToken);
  expect(await codeOf(world.callerOf(renewed))).toBe('fine');
  await world.clock.advance(59_999);
  expect(await codeOf(world.callerOf(renewed))).toBe('fine');
  await world.clock.advance(1);
  expect(['session-ended', 'token-expired']).toContain(await codeOf(world.callerOf(renewed)));
  expect(await codeOf(world.refresh(renewed.refreshToken))).toBe('token-invalid');
});

test('R219: a guest knows the people of the room and nobody else', async () => {
  const { caller } = await asGuest((await link()).code);
  const cid = await world.callerOf(await world.register('cid'));
  const knows = (user: UserId) => codeOf(world.auth.guests.mustKnow(caller, user));
  expect(await knows(bob.user)).toBe('fine');
  expect(await knows(caller.user)).toBe('fine');
  expect(await knows(cid.user)).toBe('user-not-found');
  expect(await knows(world.newId())).toBe('user-not-found');
  expect(await codeOf(world.auth.guests.mustKnow(bob, cid.user))).toBe('fine');
});

test('R220: nobody brings a guest into another room, changes their role, or finds them by name', async () => {
  const { caller } = await asGuest((await link()).code, 'Gil');
  const { user } = caller;
  const other = await world.group(ann);
  expect(await codeOf(world.rooms.openDirect(ann, user))).toBe('is-guest');
  expect(await codeOf(world.group(ann, user))).toBe('is-guest');
  expect(await codeOf(world.rooms.addMember(ann, other, { user, role: 'member' }))).toBe('is-guest');
  expect(await codeOf(world.rooms.addMember(ann, room, { user, role: 'member' }))).toBe('is-guest');
  expect(await world.users.search(ann, 'Gil')).toEqual([]);
  expect(await world.users.search(ann, 'guest-')).toEqual([]);
  expect(await world.users.get(user)).toMatchObject({ name: 'Gil', guest: { until: expect.any(Number) } });
});

describe('R221: a guest is over', () => {
  const ends: Record<string, (guest: Caller, invite: string) => Promise<unknown>> = {
    'when the link expires': () => world.clock.advance(hourMs),
    'when the link is taken back': async (_guest, invite) => {
      await world.invites.revoke(ann, room, invite);
      world.auth.guests.revoked(invite as never);
    },
    'when they are removed': (guest) => world.rooms.removeMember(ann, room, guest.user),
    'when they are banned': (guest) => world.rooms.ban(ann, room, { user: guest.user }),
    'when they leave': (guest) => world.rooms.leave(guest, room),
    'when they sign out': (guest) => world.auth.logout(guest),
  };

  test.each(Object.keys(ends))(
    'R221: %s: out of the room by an entry, refused, cut and erased',
    async (why) => {
      const { code, invite } = await link();
      const { granted, caller } = await asGuest(code, 'Gil Secret');
      const { user } = caller;
      const heard = world.hear(user);
      const done = erased(user);
      await ends[why]?.(caller, invite.id);
      expect(await codeOf(world.callerOf(granted))).toMatch(/session-ended|token-expired/);
      expect(await codeOf(world.refresh(granted.refreshToken))).toBe('token-invalid');
      await world.clock.advance(1);
      await done;
      const cut = heard.flatMap((event) => (event.type === 'sessions-ended' ? event.sessions : []));
      expect(new Set(cut)).toEqual(new Set([caller.session]));
      expect(await isInside(user)).toBe(false);
      expect((await entriesOf(user)).filter((kind) => kind === 'member.left')).toHaveLength(1);
      expect(await world.users.get(user)).toMatchObject({ name: 'Guest', handle: 'deleted', deleted: true });
      expect(await world.trace()).toEqual(expect.arrayContaining(['guest.entered', 'guest.ended']));
      for (const table of ['users', 'guests', 'user_state', 'invite_uses', 'audit'] as const) {
        const rows = JSON.stringify(await world.sql.read.selectFrom(table).selectAll().execute());
        expect(rows, table).not.toContain('Gil Secret');
      }
    },
  );

  test('R221: one guest ends, and who came by the same link stays', async () => {
    const { code } = await link();
    const [gil, hal] = [await asGuest(code), await asGuest(code)];
    const done = erased(gil.caller.user);
    await world.rooms.removeMember(ann, room, gil.caller.user);
    await world.clock.advance(1);
    await done;
    expect(await codeOf(world.callerOf(hal.granted))).toBe('fine');
    expect(await isInside(hal.caller.user)).toBe(true);
  });

  test('R221: what was cut off is done when the server is back: the time over, the link taken back, or removed', async () => {
    const links = [
      await link(),
      await link({ expiresInSeconds: 60 }),
      await link({ expiresInSeconds: 7_200 }),
    ];
    const guests = [];
    for (const { code } of links) guests.push(await asGuest(code));
    const [revoked, late, removed] = guests.map(({ caller }) => caller.user);
    const { directory, clock } = world;
    await world.auth.drain();
    // The process dies before anything that follows from these is done.
    await world.invites.revoke(ann, room, links[0]!.invite.id);
    await world.rooms.removeMember(ann, room, removed!);
    await clock.advance(60_000);
    expect(await isInside(revoked!)).toBe(true);
    expect(await isInside(late!)).toBe(true);
    await world.stop();
    world = await openAuthWorld({ directory, clock });
    const done = Promise.all([revoked!, late!, removed!].map(erased));
    for (const { granted } of guests)
      expect(await codeOf(world.callerOf(granted))).toMatch(/session-ended|token-expired/);
    await clock.advance(1);
    await done;
    for (const user of [revoked!, late!, removed!]) {
      expect(await isInside(user)).toBe(false);
      expect((await entriesOf(user)).filter((kind) => kind === 'member.left')).toHaveLength(1);
      expect(await world.users.get(user)).toMatchObject({ deleted: true });
    }
    expect(await world.sql.read.selectFrom('guests').selectAll().execute()).toEqual([]);
  });

  test('R221: who is a guest stays one over a restart', async () => {
    const { granted, caller } = await asGuest((await link()).code);
    const { directory, clock } = world;
    await world.stop();
    world = await openAuthWorld({ directory, clock });
    await clock.advance(1);
    expect(await world.callerOf(granted)).toMatchObject({ user: caller.user, guest: { room } });
    expect(await isInside(caller.user)).toBe(true);
  });

  test('R221: the account of somebody else is never ended so', async () => {
    await world.rooms.leave(bob, room);
    await world.clock.advance(hourMs);
    expect(await world.users.get(bob.user)).not.toHaveProperty('deleted');
    await world.auth.deleteAccount(await world.callerOf(await world.login('bob')), password);
  });
});

test('R222: of one address so many guests come in an hour; others are not kept out', async () => {
  await world.close();
  world = await openAuthWorld({ rateLimits: true });
  ann = await world.callerOf(await world.register('ann'));
  room = await world.group(ann);
  const { code } = await link();
  for (let n = 0; n < 20; n += 1) expect(await codeOf(enter(code))).toBe('fine');
  expect(await codeOf(enter(code))).toBe('rate-limited');
  expect(world.limited).toContain('guest_address');
  expect(await codeOf(enter(code, 'Hal', { address: '192.0.2.9' }))).toBe('fine');
});
