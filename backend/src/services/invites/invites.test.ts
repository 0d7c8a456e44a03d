import type { RoomId } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld } from '../../../test/auth-world.ts';
import type { Caller } from '../caller.ts';

const home = { address: '192.0.2.1' };
const hourMs = 3_600_000;

let world: AuthWorld;
let ann: Caller;
let bob: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openAuthWorld();
  ann = await person('ann');
  bob = await person('bob');
  room = await world.group(ann);
});
afterEach(() => world.close());

const person = async (handle: string) => world.callerOf(await world.register(handle));

/** People without passwords: a hundred of those would take a while to hash. */
const crowd = (count: number): Caller[] =>
  Array.from({ length: count }, () => ({
    user: world.newId<'UserId'>() as Caller['user'],
    session: world.newId<'SessionId'>() as Caller['session'],
    device: world.newId<'DeviceId'>() as Caller['device'],
    admin: false,
  }));

const ask = { kind: 'link', role: 'member' } as const;
const link = (more: object = {}) => world.invites.create(ann, room, { ...ask, ...more });
const redeem = (by: Caller, code: string) => world.invites.redeem(by, code, home);
const usesOf = async (id: string) =>
  (await world.invites.list(ann, room)).invites.find((invite) => invite.id === id)?.uses;
const isMember = async ({ user }: Caller) => (await world.roomIndex.membership(room, user)) !== undefined;

describe('R120: codes', () => {
  test('R120: a link has 100 random bits; nothing that is stored has the code in it', async () => {
    const made = await link();
    const bare = made.code.replaceAll('-', '');
    expect(bare).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/);
    expect(made.link).toBe(`https://chat.example.org/join/${made.code}`);
    const row = await world.sql.read.selectFrom('invites').selectAll().executeTakeFirstOrThrow();
    for (const value of Object.values(row)) expect(String(value)).not.toContain(bare.slice(0, 8));
    expect(row.hint).toBe(bare.slice(-4));
  });

  test('R120: a code is the same in capitals, with spaces, and with letters that look like digits', async () => {
    const { code } = await link();
    const spoken = code.toUpperCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'O');
    expect(await redeem(bob, spoken)).toBe(room);
  });

  test('R120: a spoken code is short and lives an hour, a day at most', async () => {
    const { code, invite } = await world.invites.create(ann, room, { ...ask, kind: 'spoken' });
    expect(code).toMatch(/^.{4}-.{4}$/);
    expect(invite.expiresAt).toBe(world.clock.now() + hourMs);
    const asked = { ...ask, kind: 'spoken' } as const;
    for (const expiresInSeconds of [null, 86_401])
      expect(await codeOf(world.invites.create(ann, room, { ...asked, expiresInSeconds }))).toBe(
        'invalid-input',
      );
    expect(await redeem(bob, code)).toBe(room);
  });

  test('R120: guesses of spoken codes are counted by address; who knows one is not kept out, and links are not counted', async () => {
    await world.close();
    world = await openAuthWorld({ rateLimits: true });
    ann = await person('ann');
    bob = await person('bob');
    room = await world.group(ann);
    const { code } = await world.invites.create(ann, room, { ...ask, kind: 'spoken' });
    for (let tries = 0; tries < 40; tries += 1) await world.invites.preview(code, home);
    const guess = (text: string) => codeOf(world.invites.preview(text, home));
    for (let tries = 0; tries < 10; tries += 1) expect(await guess(`0000-000${tries}`)).toBe('link-invalid');
    expect(await guess('0000-1111')).toBe('rate-limited');
    expect(await guess(code)).toBe('rate-limited');
    expect(world.limited).toContain('invite_guess');
    expect(await codeOf(world.invites.redeem(bob, code, { address: '192.0.2.2' }))).toBe('fine');
    expect(await guess('0'.repeat(20))).toBe('link-invalid');
  });
});

describe('R121: what is no longer good', () => {
  const refusals = async (code: string) => [
    await codeOf(world.invites.preview(code, home)),
    await codeOf(redeem(bob, code)),
    await codeOf(world.register('cid', { invite: code })),
  ];
  const refused = ['link-invalid', 'link-invalid', 'link-invalid'];

  test('R121: an unknown code, and what is no code at all', async () => {
    expect(await refusals('0123-4567-89ab-cdef-ghjk')).toEqual(refused);
    expect(await refusals('nonsense!')).toEqual(refused);
  });

  test('R121: an invitation that has expired', async () => {
    const { code } = await link({ expiresInSeconds: 60 });
    await world.clock.advance(59_999);
    expect((await world.invites.preview(code, home)).name).toBe('Group');
    await world.clock.advance(1);
    expect(await refusals(code)).toEqual(refused);
    expect((await world.invites.list(ann, room)).invites).toEqual([]);
  });

  test('R121: one that was taken back, by its maker or by who may remove members', async () => {
    const mine = await link();
    await world.invites.revoke(ann, room, mine.invite.id);
    await world.invites.revoke(ann, room, mine.invite.id);
    expect(await refusals(mine.code)).toEqual(refused);
    await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
    const [bobs, anns] = [await world.invites.create(bob, room, ask), await link()];
    expect((await world.invites.list(bob, room)).invites.map(({ id }) => id)).toEqual([bobs.invite.id]);
    expect((await world.invites.list(ann, room)).invites).toHaveLength(2);
    expect(await codeOf(world.invites.revoke(bob, room, anns.invite.id))).toBe('invite-not-found');
    await world.invites.revoke(ann, room, bobs.invite.id);
    expect(await codeOf(world.invites.preview(bobs.code, home))).toBe('link-invalid');
    expect(await world.trace()).toEqual(expect.arrayContaining(['invite.made', 'invite.revoked']));
  });

  test('R121: one that is used up', async () => {
    const { code } = await link({ usesMax: 1 });
    await redeem(await person('dee'), code);
    expect(await refusals(code)).toEqual(refused);
  });

  test('R121: one whose maker may no longer give its role, until they may again', async () => {
    await world.rooms.addMember(ann, room, { user: bob.user, role: 'admin' });
    const cid = await person('cidd');
    const { code } = await world.invites.create(bob, room, { ...ask, role: 'moderator' });
    await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
    expect(await codeOf(redeem(cid, code))).toBe('link-invalid');
    expect(await codeOf(world.invites.preview(code, home))).toBe('link-invalid');
    expect(await codeOf(world.invites.create(bob, room, { ...ask, role: 'moderator' }))).toBe('forbidden');
    await world.rooms.addMember(ann, room, { user: bob.user, role: 'admin' });
    await redeem(cid, code);
    expect((await world.roomIndex.membership(room, cid.user))?.role).toBe('moderator');
    const another = await world.invites.create(bob, room, ask);
    await world.rooms.removeMember(ann, room, bob.user);
    expect(await codeOf(redeem(await person('eve'), another.code))).toBe('link-invalid');
  });

  test('R121: whoever is banned joins by no invitation', async () => {
    const { code, invite } = await link();
    await world.rooms.ban(ann, room, { user: bob.user });
    expect(await codeOf(redeem(bob, code))).toBe('link-invalid');
    expect([await isMember(bob), await usesOf(invite.id)]).toEqual([false, 0]);
  });

  test('only members make invitations, and nobody to a room of two', async () => {
    expect(await codeOf(world.invites.create(bob, room, ask))).toBe('room-not-found');
    expect(await codeOf(world.invites.list(bob, room))).toBe('room-not-found');
    const { id } = await world.rooms.openDirect(ann, bob.user);
    expect(await codeOf(world.invites.create(ann, id, ask))).toBe('room-kind');
  });

  test('a room has at most a hundred that can be used at once', async () => {
    for (let made = 0; made < 100; made += 1) await link({ expiresInSeconds: 60 });
    expect(await codeOf(link())).toBe('too-many-invites');
    await world.clock.advance(60_000);
    expect(await codeOf(link())).toBe('fine');
  });
});

describe('R122, R123: uses', () => {
  test('R122: of a hundred who redeem at the same moment, as many join as it has uses', async () => {
    const { code } = await link({ usesMax: 37 });
    const people = crowd(100);
    const codes = await Promise.all(people.map((by) => codeOf(redeem(by, code))));
    expect(codes.filter((one) => one === 'fine')).toHaveLength(37);
    expect(codes.filter((one) => one === 'link-invalid')).toHaveLength(63);
    const inside = await Promise.all(people.map(isMember));
    expect(inside).toEqual(codes.map((one) => one === 'fine'));
    expect((await world.roomIndex.room(room))?.memberCount).toBe(38);
  });

  test('R123: one person uses it up once, also at once, and again after leaving', async () => {
    const { code, invite } = await link({ usesMax: 2 });
    await Promise.all([redeem(bob, code), redeem(bob, code), redeem(bob, code)]);
    expect(await usesOf(invite.id)).toBe(1);
    await world.rooms.leave(bob, room);
    await redeem(bob, code);
    expect([await usesOf(invite.id), await isMember(bob)]).toEqual([1, true]);
    await redeem(await person('cid'), code);
    expect(await codeOf(redeem(await person('dee'), code))).toBe('link-invalid');
    await world.rooms.leave(bob, room);
    expect(await redeem(bob, code)).toBe(room);
  });

  test('R123: who is in the room uses nothing, also with a code that is used up', async () => {
    const { code, invite } = await link({ usesMax: 1 });
    expect(await redeem(ann, code)).toBe(room);
    expect(await usesOf(invite.id)).toBe(0);
    await redeem(bob, code);
    expect(await redeem(bob, code)).toBe(room);
  });
});

test('R125: a preview tells where a code leads and who invites, and nothing else of the room', async () => {
  const { code, invite } = await link();
  expect(await world.invites.preview(code, home)).toEqual({
    kind: 'group',
    name: 'Group',
    memberCount: 1,
    role: 'member',
    by: { id: ann.user, handle: 'ann', name: 'ann' },
    expiresAt: invite.expiresAt,
  });
});

describe('R126: signing up', () => {
  test('R126: where registration is by invitation one signs up with an invitation, and is in its room', async () => {
    await world.close();
    world = await openAuthWorld({ registration: 'invite' });
    const adminCode = await world.auth.adminCode();
    ann = await world.callerOf(await world.register('ann', { invite: adminCode! }));
    room = await world.group(ann);
    const { code } = await link({ usesMax: 1 });
    expect(await codeOf(world.register('bob'))).toBe('registration-by-invite');
    bob = await world.callerOf(await world.register('bob', { invite: code }));
    expect(await isMember(bob)).toBe(true);
    expect(await redeem(bob, code)).toBe(room);
    expect(await codeOf(world.register('cid', { invite: code }))).toBe('link-invalid');
  });

  test('R126: an invitation for one makes one account, however many sign up at once', async () => {
    const { code } = await link({ usesMax: 1 });
    const handles = ['cid', 'dee', 'eve', 'fay'];
    const codes = await Promise.all(
      handles.map((handle) => codeOf(world.register(handle, { invite: code }))),
    );
    expect(codes.toSorted()).toEqual(['fine', 'link-invalid', 'link-invalid', 'link-invalid']);
    expect((await world.roomIndex.room(room))?.memberCount).toBe(2);
  });

  test('R126: where registration is closed an invitation makes no account', async () => {
    const { code } = await link();
    const { directory, clock } = world;
    await world.stop();
    world = await openAuthWorld({ registration: 'closed', directory, clock });
    expect(await codeOf(world.register('cid', { invite: code }))).toBe('registration-closed');
  });
});
