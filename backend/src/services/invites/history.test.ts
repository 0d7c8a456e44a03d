// What those see who join where history is from their invitation.
import type { RoomId } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import { sqlInvites } from '../../drivers/sql/invites.ts';
import { sqlRequests } from '../../drivers/sql/requests.ts';
import type { Caller } from '../caller.ts';
import { createInvites } from './index.ts';

const home = { address: '192.0.2.1' };
let world: World;
let invites: ReturnType<typeof createInvites>;
let ann: Caller;
let bob: Caller;
let cid: Caller;

beforeEach(async () => {
  world = await openWorld();
  const { rooms, roomIndex, users, clock, telemetry, sql } = world;
  invites = createInvites({
    store: sqlInvites(sql),
    requests: sqlRequests(sql),
    rooms,
    roomIndex,
    users,
    clock,
    telemetry: { ...telemetry, rateLimitReached: () => undefined },
    options: { publicUrl: 'https://chat.example.org', rateLimits: false },
  });
  [ann, bob, cid] = world.people();
});
afterEach(async () => {
  invites.stop();
  await world.close();
});

const make = async (kind: 'group' | 'channel', history: 'all' | 'invited' | 'joined' = 'invited') => {
  const cmid = world.newId<'Cmid'>() as never;
  return (await world.rooms.create(ann, { cmid, kind, name: 'A room', history, members: [] })).id;
};
const link = (room: RoomId, more: object = {}) =>
  invites.create(ann, room, { kind: 'link', role: 'member', ...more });
const seen = async (room: RoomId, by: Caller) => {
  const page = await world.messaging.page(by, { room, limit: 50 });
  return page.items.flatMap((item) => (item.kind === 'message' ? [item.body] : []));
};

test('R215: by a link that only they can use, a person sees what was said since it was made', async () => {
  const room = await make('group');
  await world.say(ann, room, 'before');
  const { code } = await link(room, { usesMax: 1 });
  await world.say(ann, room, 'since');
  await invites.redeem(bob, code, home);
  await world.say(ann, room, 'then');
  expect(await seen(room, bob)).toEqual(['since', 'then']);
});

test('R215: by a link for several, everyone sees what is said from their joining on', async () => {
  const room = await make('group');
  const { code } = await link(room, { usesMax: 2 });
  await world.say(ann, room, 'since');
  await invites.redeem(bob, code, home);
  await world.say(ann, room, 'then');
  await invites.redeem(cid, code, home);
  await world.say(ann, room, 'last');
  expect([await seen(room, bob), await seen(room, cid)]).toEqual([['then', 'last'], ['last']]);
});

test('R215: who asks to be let in sees what was said since they first asked', async () => {
  const room = await make('channel');
  const cmid = world.newId<'Cmid'>() as never;
  await world.rooms.change(ann, room, { cmid, settings: { asks: true } });
  await world.say(ann, room, 'before');
  await invites.ask(bob, room);
  await world.say(ann, room, 'since');
  await invites.ask(bob, room, 'please');
  await world.say(ann, room, 'later');
  await invites.decide(ann, room, { user: bob.user, approve: true });
  expect(await seen(room, bob)).toEqual(['since', 'later']);
});

test('R215: who is added, and who joins a channel, sees what is said from then on', async () => {
  const room = await make('channel');
  await world.say(ann, room, 'before');
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
  await world.say(ann, room, 'between');
  await world.rooms.join(cid, room);
  await world.say(ann, room, 'then');
  expect([await seen(room, bob), await seen(room, cid)]).toEqual([['between', 'then'], ['then']]);
});

test('R215: by an invitation from before they left, a person sees nothing of the time between', async () => {
  const room = await make('group');
  await world.say(ann, room, 'before');
  const { code } = await link(room, { usesMax: 1 });
  await world.say(ann, room, 'since');
  await invites.redeem(bob, code, home);
  await world.say(ann, room, 'here');
  await world.rooms.leave(bob, room);
  await world.say(ann, room, 'between');
  await invites.redeem(bob, code, home);
  await world.say(ann, room, 'back');
  expect(await seen(room, bob)).toEqual(['since', 'here', 'back']);
});

test('R215: where history is all or from joining, an invitation changes nothing', async () => {
  for (const [history, shown] of [
    ['all', ['before', 'since']],
    ['joined', []],
  ] as const) {
    const room = await make('group', history);
    await world.say(ann, room, 'before');
    const { code } = await link(room, { usesMax: 1 });
    await world.say(ann, room, 'since');
    await invites.redeem(bob, code, home);
    expect(await seen(room, bob)).toEqual(shown);
  }
});

test('R216: what new members see is set for those who join from then on, by who may change settings', async () => {
  const room = await make('group', 'joined');
  await world.say(ann, room, 'before');
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'moderator' });
  const change = (by: Caller) =>
    world.rooms.change(by, room, {
      cmid: world.newId<'Cmid'>() as never,
      settings: { history: 'all' },
    });
  expect(await codeOf(change(bob))).toBe('forbidden');
  expect((await change(ann)).history).toBe('all');
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'member' });
  expect([await seen(room, bob), await seen(room, cid)]).toEqual([[], ['before']]);
});
