import {
  type AudienceName,
  type Cmid,
  type MessageId,
  type NotificationView,
  type RoomId,
  type SupError,
  stateKey,
} from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';
import { createPresence, type Presence } from '../presence/index.ts';
import { createNotifications, type Notifications, threadFollows } from './index.ts';

let world: World;
let presence: Presence;
let notifications: Notifications;
let ann: Caller;
let bob: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openWorld();
  const { roomIndex, users, bus, clock, telemetry, lastSeen, messaging, contacts, ownStreamStore } = world;
  presence = createPresence({ lastSeen, rooms: roomIndex, users, bus, clock, telemetry });
  notifications = createNotifications({
    messages: messaging,
    contacts,
    rooms: roomIndex,
    users,
    ownStream: ownStreamStore,
    threads: threadFollows(ownStreamStore),
    presence,
  });
  [ann, bob] = [world.person(), world.person()];
  room = await world.group(ann, bob);
});
afterEach(async () => {
  await presence.drain();
  await world.close();
});

const say = (
  body: string,
  { mentions, ...more }: { mentions?: Caller[]; thread?: MessageId; audience?: AudienceName[] } = {},
): Promise<MessageId> =>
  world.message(ann, {
    room,
    body,
    ...more,
    ...(mentions && { mentions: mentions.map(({ user }) => user) }),
  });

const ask = (message: MessageId, by = bob): Promise<NotificationView> =>
  notifications.decide({ room, message, user: by.user });
const set = (key: string, value: unknown) => world.ownStream.set(bob, key, value);

test('R100: a message notifies the others in the room, and never who wrote it', async () => {
  const message = await say('hello');
  expect(await ask(message)).toEqual({ notify: true, rule: 'room-setting', level: 'all', usual: true });
  expect(await ask(message, ann)).toEqual({ notify: false, rule: 'own' });
});

test('R100: R29: of a message that one may not see nothing is said, not even that it exists', async () => {
  const message = await say('secret');
  const eve = world.person();
  const refused = (code: SupError['code']) => expect.objectContaining({ code });
  await expect(ask(message, eve)).rejects.toEqual(refused('room-not-found'));
  await expect(ask(world.newId<'MessageId'>() as MessageId)).rejects.toEqual(refused('message-not-found'));
  // In a direct room who is blocked is not heard at all.
  const direct = await world.rooms.openDirect(ann, bob.user);
  world.block(bob, ann);
  room = direct.id;
  const unheard = await say('hello?');
  await expect(ask(unheard)).rejects.toEqual(refused('message-not-found'));
});

test('R101: each rule finds its fact where it is kept', async () => {
  const message = await say('the ferry leaves');
  const named = await say('you, too', { mentions: [bob] });
  await set(stateKey.keywords(), { words: ['ferry'] });
  expect(await ask(message)).toEqual({ notify: true, rule: 'keyword', keyword: 'ferry' });
  expect(await ask(named)).toEqual({ notify: true, rule: 'mention' });

  await set(stateKey.levels(), { direct: 'all', group: 'mentions', channel: 'nothing' });
  const plain = await say('nothing in particular');
  const byLevel = { notify: false, rule: 'room-setting', level: 'mentions', usual: true };
  expect(await ask(plain)).toEqual(byLevel);
  await set(stateKey.level(room), { level: 'all' });
  expect(await ask(plain)).toEqual({ notify: true, rule: 'room-setting', level: 'all', usual: false });

  await set(stateKey.mute(room), { level: 'mentions' });
  expect(await ask(plain)).toEqual({ notify: false, rule: 'mute' });
  expect((await ask(named)).rule).toBe('mention');
  await set(stateKey.level(room), { level: 'nothing' });
  expect(await ask(named)).toEqual({ notify: false, rule: 'room-setting', level: 'nothing', usual: false });
  world.block(bob, ann);
  expect(await ask(named)).toEqual({ notify: false, rule: 'blocked' });
  const seq = { room, cmid: world.newId<'Cmid'>() as Cmid, since: 0, message: named };
  await world.messaging.delete(ann, seq);
  expect(await ask(named)).toEqual({ notify: false, rule: 'deleted' });
});

test('R105: a mute counts for what came before it ended, and then no more', async () => {
  await set(stateKey.mute(room), { level: 'nothing', until: world.clock.now() + 3_600_000 });
  const early = await say('while it holds', { mentions: [bob] });
  await world.clock.advance(3_600_000);
  const late = await say('after it');
  expect(await ask(early)).toMatchObject({ notify: false, rule: 'mute' });
  expect(await ask(late)).toMatchObject({ notify: true, rule: 'room-setting' });
});

test('R102: the do-not-disturb schedule is that of the moment of the message, at the place of the person', async () => {
  const at = new Date(world.clock.now());
  const minute = at.getUTCHours() * 60 + at.getUTCMinutes();
  const days = [1, 2, 3, 4, 5, 6, 7];
  const hours = [{ days, from: minute, to: (minute + 60) % 1_440 }];
  await set(stateKey.doNotDisturb(), { zone: 'UTC', hours });
  const early = await say('hush', { mentions: [bob] });
  await world.clock.advance(2 * 3_600_000);
  const late = await say('awake');
  expect(await ask(early)).toEqual({ notify: false, rule: 'do-not-disturb' });
  expect((await ask(late)).notify).toBe(true);
  await set(stateKey.doNotDisturb(), { zone: 'Asia/Kolkata', hours });
  expect((await ask(early)).notify).toBe(true);
});

test('R101: who looks at a device when a message comes is not notified; whether they did is known for a while', async () => {
  const phone = presence.arrive(bob.user);
  const seen = await say('here');
  await world.clock.advance(10);
  phone.set('away');
  const away = await say('gone?');
  await world.clock.advance(10);
  expect(await ask(seen)).toEqual({ notify: false, rule: 'active-elsewhere' });
  expect((await ask(away)).notify).toBe(true);
  for (let look = 0; look < 4; look += 1) {
    phone.set('online');
    await world.clock.advance(10);
    phone.set('away');
    await world.clock.advance(10);
  }
  expect(await ask(seen)).toMatchObject({ notify: true, unsure: true });
  expect(await ask(away)).not.toHaveProperty('unsure');
  phone.leave();
});

test('R101: replies notify those who follow their thread, and those whom they call', async () => {
  const root = await say('a thread grows here');
  const unheard = await say('a reply', { thread: root });
  expect(await ask(unheard)).toEqual({ notify: false, rule: 'thread-follow' });
  await set(stateKey.level(room), { level: 'mentions' });
  await world.threads.follow(bob, { room, thread: root, on: true });
  expect(await ask(unheard)).toEqual({ notify: true, rule: 'thread-follow' });
  await world.threads.follow(bob, { room, thread: root, on: false });
  expect((await ask(unheard)).rule).toBe('room-setting');
  // A mention follows the thread for whom it names.
  const named = await say('what do you think?', { thread: root, mentions: [bob] });
  expect(await ask(named)).toEqual({ notify: true, rule: 'mention' });
  expect(await ask(unheard)).toEqual({ notify: true, rule: 'thread-follow' });
});

test('R236, R100: everyone and a role are mentions of those whom they mean, and named in the answer; in a thread of who follows it', async () => {
  const all = await say('all of you', { audience: ['everyone'] });
  expect(await ask(all)).toEqual({ notify: true, rule: 'mention', audience: 'everyone' });
  await set(stateKey.level(room), { level: 'mentions' });
  const admins = await say('admins', { audience: ['admin'] });
  expect(await ask(admins)).toMatchObject({ notify: false, rule: 'room-setting' });
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'admin' });
  expect(await ask(admins)).toMatchObject({ notify: false, rule: 'room-setting' });
  const again = await say('admins', { audience: ['owner', 'admin'] });
  expect(await ask(again)).toEqual({ notify: true, rule: 'mention', audience: 'admin' });
  await set(stateKey.mute(room), { level: 'nothing' });
  expect(await ask(again)).toMatchObject({ notify: false, rule: 'mute' });
  await set(stateKey.mute(room), null);
  const reply = await say('in here', { audience: ['everyone'], thread: all });
  expect(await ask(reply)).toMatchObject({ notify: false, rule: 'room-setting' });
  await world.threads.follow(bob, { room, thread: all, on: true });
  expect(await ask(reply)).toEqual({ notify: true, rule: 'mention', audience: 'everyone' });
});
