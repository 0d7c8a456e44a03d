import { type Cmid, type Role, type RoomId, type RoomSettings, roles, SupError } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';

let world: World;
/** One of each role, in one group. */
let people: Record<Role, Caller>;
let room: RoomId;

beforeEach(async () => {
  world = await openWorld();
  people = Object.fromEntries(roles.map((role) => [role, world.person()])) as Record<Role, Caller>;
  room = await world.group(people.owner);
  for (const role of roles.slice(1))
    await world.rooms.addMember(people.owner, room, { user: people[role].user, role });
});
afterEach(() => world.close());

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof SupError) return error.code;
    throw error;
  }
  return 'fine';
}

const set = (by: Caller, settings: RoomSettings) =>
  world.rooms.change(by, room, { cmid: world.newId<'Cmid'>() as Cmid, settings });
const give = (by: Caller, user: Caller, role: Role) =>
  world.rooms.addMember(by, room, { user: user.user, role });
const roleOf = async (who: Caller) => (await world.roomIndex.membership(room, who.user))?.role;

test('R90: everyone acts only upon people of a lower role', async () => {
  for (const [at, actor] of roles.entries()) {
    for (const [below, target] of roles.entries()) {
      if (actor === target || actor === 'guest') continue;
      const mayMute = at < below && at <= roles.indexOf('moderator');
      const code = await codeOf(
        world.rooms.mute(people[actor], room, {
          user: people[target].user,
          until: world.clock.now() + 1_000,
        }),
      );
      expect(code, `${actor} mutes ${target}`).toBe(mayMute ? 'fine' : 'forbidden');
    }
  }
  const other = world.person();
  await give(people.owner, other, 'owner');
  expect(await codeOf(world.rooms.removeMember(people.owner, room, other.user))).toBe('forbidden');
  expect(await codeOf(world.rooms.removeMember(people.moderator, room, people.member.user))).toBe('fine');
  expect(await codeOf(world.rooms.removeMember(people.moderator, room, people.admin.user))).toBe('forbidden');
});

test('R90: nobody gives a role that is not below their own, but owners give any', async () => {
  const { owner, admin, moderator, member, guest } = people;
  expect(await codeOf(give(admin, member, 'admin'))).toBe('forbidden');
  expect(await codeOf(give(admin, member, 'owner'))).toBe('forbidden');
  expect(await codeOf(give(admin, member, 'moderator'))).toBe('fine');
  expect(await codeOf(give(moderator, guest, 'member'))).toBe('forbidden');
  expect(await codeOf(give(admin, world.person(), 'admin'))).toBe('forbidden');
  expect(await codeOf(give(admin, world.person(), 'moderator'))).toBe('fine');
  expect(await codeOf(give(moderator, world.person(), 'moderator'))).toBe('forbidden');
  expect(await codeOf(give(moderator, world.person(), 'guest'))).toBe('fine');
  expect(await codeOf(give(owner, moderator, 'owner'))).toBe('fine');
  // Everyone may step down by themselves, and not up.
  expect(await codeOf(give(admin, admin, 'member'))).toBe('fine');
  expect(await codeOf(give(admin, admin, 'admin'))).toBe('forbidden');
});

test('R91: a room tells the lowest role of each right, and may set another', async () => {
  const { owner, admin, moderator, member, guest } = people;
  expect((await world.rooms.rights(guest, room)).rights).toMatchObject({
    send: 'guest',
    'add-member': 'member',
    ban: 'moderator',
    'change-rights': 'owner',
  });
  expect(await codeOf(give(member, world.person(), 'member'))).toBe('fine');
  expect(await codeOf(set(admin, { rights: { 'add-member': 'admin' } }))).toBe('forbidden');
  await set(owner, { rights: { 'add-member': 'admin', 'change-room': 'member' } });
  expect(await codeOf(give(moderator, world.person(), 'member'))).toBe('forbidden');
  expect(await codeOf(give(admin, world.person(), 'member'))).toBe('fine');
  const renamed = world.rooms.change(member, room, { cmid: world.newId<'Cmid'>() as Cmid, name: 'Ours' });
  expect(await codeOf(renamed)).toBe('fine');
  const { room: view } = await world.rooms.get(guest, room);
  expect(view.settings).toEqual({ rights: { 'add-member': 'admin', 'change-room': 'member' } });
  await set(owner, { slowModeSeconds: 5 });
  await set(owner, { rights: { 'change-room': 'admin' } });
  expect((await world.rooms.get(guest, room)).room.settings).toEqual({
    slowModeSeconds: 5,
    rights: { 'add-member': 'admin', 'change-room': 'admin' },
  });
});

test('R91: whoever may change rights gives none of above themselves, and no setting locks an owner out', async () => {
  const { owner, admin, moderator } = people;
  await set(owner, { rights: { 'change-rights': 'admin' } });
  expect(await codeOf(set(admin, { rights: { archive: 'admin' } }))).toBe('forbidden');
  expect(await codeOf(set(admin, { rights: { ban: 'owner' } }))).toBe('forbidden');
  expect(await codeOf(set(admin, { rights: { ban: 'admin' } }))).toBe('fine');
  expect(await codeOf(set(moderator, { rights: { ban: 'moderator' } }))).toBe('forbidden');
  expect(await codeOf(set(owner, { rights: { ban: 'guest' } }))).toBe('invalid-input');
  for (const right of ['send', 'ban', 'change-rights', 'change-role', 'archive'] as const)
    expect(await codeOf(set(owner, { rights: { [right]: 'owner' } })), right).toBe('fine');
  expect(await codeOf(set(owner, { rights: { 'change-rights': 'admin' } }))).toBe('fine');
  expect(await codeOf(world.say(owner, room))).toBe('fine');
  expect(await codeOf(world.say(admin, room))).toBe('forbidden');
});

test('R92: handing over makes the heir an owner and the former one an admin in one step; only owners do', async () => {
  const { owner, admin, member } = people;
  expect(await codeOf(world.rooms.leave(owner, room))).toBe('last-owner');
  expect(await codeOf(world.rooms.transfer(admin, room, member.user))).toBe('forbidden');
  expect(await codeOf(world.rooms.transfer(owner, room, world.person().user))).toBe('not-member');
  const [first, second] = await Promise.all([
    codeOf(world.rooms.transfer(owner, room, member.user)),
    codeOf(world.rooms.transfer(owner, room, admin.user)),
  ]);
  expect([first, second]).toEqual(['fine', 'forbidden']);
  expect([await roleOf(owner), await roleOf(member), await roleOf(admin)]).toEqual([
    'admin',
    'owner',
    'admin',
  ]);
  expect(await codeOf(world.rooms.leave(owner, room))).toBe('fine');
});

test('R26: moderators delete what people of lower roles said, owners everything', async () => {
  const { owner, admin, moderator, member } = people;
  const remove = async (by: Caller, author: Caller) => {
    const seq = await world.say(author, room);
    const { items } = await world.messaging.page(by, { room, after: seq - 1, limit: 1 });
    const [item] = items;
    if (item?.kind !== 'message') throw new Error('the message was just said');
    const ask = { room, cmid: world.newId<'Cmid'>() as Cmid, since: 0, message: item.id };
    return codeOf(world.messaging.delete(by, ask));
  };
  expect(await remove(moderator, member)).toBe('fine');
  expect(await remove(moderator, admin)).toBe('forbidden');
  expect(await remove(member, moderator)).toBe('forbidden');
  expect(await remove(owner, admin)).toBe('fine');
});

test('members are listed by role, highest first', async () => {
  const { members } = await world.rooms.members(people.guest, room, undefined);
  expect(members.map(({ role }) => role)).toEqual([...roles]);
});

test('direct rooms have no roles to give, no bans and no settings', async () => {
  const { owner, member } = people;
  const direct = (await world.rooms.openDirect(owner, member.user)).id;
  const settings = { cmid: world.newId<'Cmid'>() as Cmid, settings: { announcement: true } };
  const acts = [
    world.rooms.addMember(owner, direct, { user: member.user, role: 'owner' }),
    world.rooms.ban(owner, direct, { user: member.user }),
    world.rooms.mute(owner, direct, { user: member.user, until: null }),
    world.rooms.bans(owner, direct, undefined),
    world.rooms.transfer(owner, direct, member.user),
    world.rooms.change(owner, direct, settings),
  ];
  expect(await Promise.all(acts.map(codeOf))).toEqual(acts.map(() => 'room-kind'));
  const both = ['forward', 'mark', 'mention-everyone', 'pin', 'react', 'send'];
  const { rights } = await world.rooms.rights(owner, direct);
  expect(rights).toEqual(Object.fromEntries(both.map((right) => [right, 'guest'])));
});
