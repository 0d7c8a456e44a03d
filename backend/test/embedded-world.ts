// The store with the services that stand on it, time faked, everything else real: for tests of services.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Cmid,
  type DeviceId,
  type MessageId,
  makeId,
  type RoomId,
  type SendInput,
  type SessionId,
  type UserId,
} from '@sup/protocol';
import { FakeClock } from '@sup/testkit/fake-clock';
import { dropStore } from '@sup/testkit/test-store';
import { type Listener, type RoomEvent, topics, type UserEvent } from '../src/bus/bus.ts';
import { systemClock } from '../src/clock.ts';
import { sqlAudit } from '../src/drivers/sql/audit.ts';
import { sqlContacts } from '../src/drivers/sql/contacts.ts';
import { sqlCursors } from '../src/drivers/sql/cursors.ts';
import { sqlLastSeen } from '../src/drivers/sql/last-seen.ts';
import { sqlMoves } from '../src/drivers/sql/moves.ts';
import { sqlOwnStream } from '../src/drivers/sql/own-stream.ts';
import { sqlPolls } from '../src/drivers/sql/polls.ts';
import { sqlPurge } from '../src/drivers/sql/purge.ts';
import { sqlNesting } from '../src/drivers/sql/space-nesting.ts';
import type { Caller } from '../src/services/caller.ts';
import { createContacts } from '../src/services/contacts/index.ts';
import { type CursorStore, type Cursors, createCursors } from '../src/services/cursors/index.ts';
import { contentDigest, createLog } from '../src/services/log/index.ts';
import { createMessaging, createPolls, messageViews } from '../src/services/messaging/index.ts';
import { createOwnStream } from '../src/services/own-stream/index.ts';
import { createDeletion } from '../src/services/rooms/deletion/index.ts';
import { createRooms } from '../src/services/rooms/index.ts';
import { createSpaces } from '../src/services/spaces/index.ts';
import { createThreads } from '../src/services/threads/index.ts';
import { createTelemetry } from '../src/telemetry/index.ts';
import { openTestStore } from './open-test-store.ts';

/** Kept with the store, so that a retry is known after a restart. */
const storeKey = new Uint8Array(32).fill(7);

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Opens a world of its own in a fresh directory, or again in `directory`. `wrapCursors` may stand between the service and its store. */
export async function openWorld(
  options: {
    clock?: FakeClock;
    directory?: string;
    wrapCursors?: (store: CursorStore) => CursorStore;
    strangers?: 'inbox' | 'open';
  } = {},
) {
  const clock = options.clock ?? new FakeClock();
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'sup-world-'));
  const { telemetry } = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' });
  const limitsReached: string[] = [];
  const counting = { ...telemetry, queueLimitReached: (queue: string) => limitsReached.push(queue) };
  const engine = await openTestStore(join(directory, 'data'), {
    clock,
    telemetry,
    crash: (error) => {
      throw error;
    },
  });
  const { bus, roomIndex, roomLog, history, sql } = engine;
  const blocked = new Set<string>();
  const users = {
    blocks: async (user: UserId, other: UserId) => blocked.has(user + other),
    block: async (by: Caller, other: UserId) => void blocked.add(by.user + other),
    exists: async () => true,
    ownedBy: async () => [],
    views: async (ids: readonly UserId[]) => ids.map((id) => ({ id, handle: id, name: id })),
  };
  const ownStreamStore = sqlOwnStream(sql);
  const ownStream = createOwnStream({ store: ownStreamStore, bus, rooms: roomIndex });
  const store = options.wrapCursors?.(sqlCursors(sql)) ?? sqlCursors(sql);
  const makeCursors = (): Cursors =>
    createCursors({ store, rooms: roomIndex, users, ownStream, bus, clock, telemetry: counting });
  let cursors = makeCursors();
  const log = createLog({ store: roomLog, bus, clock, digest: contentDigest(storeKey), telemetry });
  const current = {
    markers: (...args: Parameters<Cursors['markers']>) => cursors.markers(...args),
    receipts: (...args: Parameters<Cursors['receipts']>) => cursors.receipts(...args),
    own: (...args: Parameters<Cursors['own']>) => cursors.own(...args),
    hides: (...args: Parameters<Cursors['hides']>) => cursors.hides(...args),
    reached: (...args: Parameters<Cursors['reached']>) => cursors.reached(...args),
    sent: (...args: Parameters<Cursors['sent']>) => cursors.sent(...args),
    threadMarkers: (...args: Parameters<Cursors['threadMarkers']>) => cursors.threadMarkers(...args),
    markThread: (...args: Parameters<Cursors['markThread']>) => cursors.markThread(...args),
  };
  const contacts = createContacts({
    store: sqlContacts(sql),
    index: roomIndex,
    history,
    messages: messageViews,
    users,
    ownStream,
    ownStreamStore,
    audit: sqlAudit(sql, clock),
    bus,
    clock,
    telemetry: counting,
    // Unless a test is about strangers, nobody is one.
    options: { strangers: options.strangers ?? 'open' },
  });
  const rooms = createRooms({
    log,
    index: roomIndex,
    spaces: engine.spaceIndex,
    history,
    users,
    cursors: current,
    contacts,
    ownStream,
    bus,
    clock,
    options: { roomGraceDays: 7 },
  });
  const nesting = sqlNesting(sql);
  const spaces = await createSpaces({ log, rooms: roomIndex, index: engine.spaceIndex, nesting, clock });
  const deletionParts = {
    ...{ log, index: roomIndex, rooms, spaces, contacts, ownStream, bus, clock, telemetry },
    store: sqlPurge(sql),
    options: { roomGraceDays: 7 },
  };
  const deletion = createDeletion(deletionParts);
  const newId = <Name extends string>() => makeId<Name>(clock.now(), clock.random(10));
  const write = (room: RoomId) => ({ room, cmid: newId<'Cmid'>() as Cmid, since: 0 });
  const threads = createThreads({
    index: engine.threadIndex,
    messages: messageViews,
    history,
    rooms,
    members: roomIndex,
    users,
    cursors: current,
    ownStream,
    telemetry,
  });
  const pollsParts = { store: sqlPolls(sql), log, history, rooms, users, ownStream, clock, telemetry };
  const polls = createPolls(pollsParts);
  const messaging = createMessaging({
    polls,
    threads,
    contacts,
    log,
    store: roomLog,
    history,
    kept: engine.keptIndex,
    rooms,
    users,
    cursors: current,
    newMessageId: () => newId<'MessageId'>(),
    clock,
  });

  const movesParts = { log, roomLog, history, rooms, threads, clock, telemetry, moves: sqlMoves(sql) };

  /** A person on a device of theirs. */
  const callerOf = (user: UserId): Caller => ({
    user,
    session: newId<'SessionId'>() as SessionId,
    device: newId<'DeviceId'>() as DeviceId,
    admin: false,
  });
  const person = (): Caller => callerOf(newId<'UserId'>() as UserId);

  const stop = async () => {
    await polls.drain();
    await deletion.drain();
    await contacts.drain();
    await cursors.drain();
    await log.drain();
    await engine.close();
  };

  return {
    clock,
    bus,
    ownStream,
    ownStreamStore,
    log,
    engine,
    rooms,
    roomIndex,
    spaces,
    nesting,
    messaging,
    polls,
    pollsParts,
    movesParts,
    deletion,
    deletionParts,
    history,
    sql,
    threads,
    contacts,
    directory,
    users,
    telemetry: counting,
    limitsReached,
    lastSeen: sqlLastSeen(sql),
    cursorStore: store,
    get cursors() {
      return cursors;
    },
    /** A crash of cursors: what was in memory is gone. */
    forgetCursors() {
      cursors = makeCursors();
    },
    newId,
    callerOf,
    person,
    /** Three people, each on a device. */
    people: () => [person(), person(), person()] as const,
    block: (by: Caller, other: Caller) => blocked.add(by.user + other.user),
    async group(...members: readonly Caller[]): Promise<RoomId> {
      const [owner, ...others] = members;
      if (!owner) throw new Error('a group needs somebody');
      const ask = { kind: 'group' as const, name: 'Group', members: others.map(({ user }) => user) };
      return (await rooms.create(owner, { ...ask, cmid: newId<'Cmid'>() as Cmid })).id;
    },
    /** What every write to a room carries. */
    write,
    /** Sends a message; answers its seq. */
    async say(by: Caller, room: RoomId, body = 'hello'): Promise<number> {
      return (await messaging.send(by, { ...write(room), encoding: 'text', body })).seq;
    },
    /** Sends a message; answers its id. */
    async message(
      by: Caller,
      message: { room: RoomId; body: string } & Partial<SendInput>,
    ): Promise<MessageId> {
      const ack = await messaging.send(by, { ...write(message.room), encoding: 'text', ...message });
      if (!ack.message) throw new Error('the ack of a send names the message');
      return ack.message;
    },
    /** Everything a room's members are told from now on, but its entries. */
    hearRoom(room: RoomId): RoomEvent[] {
      const heard: RoomEvent[] = [];
      bus.subscribe(topics.room(room), {
        hear: (event) => void (event.type !== 'entries' && heard.push(event)),
      });
      return heard;
    },
    hearUser(user: UserId): UserEvent[] {
      const heard: UserEvent[] = [];
      bus.subscribe(topics.user(user), { hear: (event) => void heard.push(event) });
      return heard;
    },
    /** The next event of a person that `wanted` is content with. */
    nextOf(user: UserId, wanted: (event: UserEvent) => boolean): Promise<UserEvent> {
      return new Promise((resolve) => {
        const listener: Listener<UserEvent> = {
          hear(event) {
            if (!wanted(event)) return;
            bus.unsubscribe(topics.user(user), listener);
            resolve(event);
          },
        };
        bus.subscribe(topics.user(user), listener);
      });
    },
    /** Ends this server, and keeps its data. */
    stop,
    async close() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
      await dropStore(join(directory, 'data'));
    },
  };
}
