// The writer's own logic, over a store that fails when it is told to. What a real store does is the contract suite's matter.
import {
  type Cmid,
  type DeviceId,
  limits,
  type MessageId,
  makeId,
  type RoomId,
  SupError,
  type UserId,
} from '@sup/protocol';
import { seededClock } from '@sup/testkit/fake-clock';
import { expect, test } from 'vitest';
import type { Bus, RoomEvent } from '../../bus/bus.ts';
import { createTelemetry } from '../../telemetry/index.ts';
import { contentDigest } from './content-digest.ts';
import { createLog } from './create-log.ts';
import type { Log, Proposal } from './log.ts';
import { mustBeMember } from './permissions.ts';
import type { Append, RoomLog, RoomState } from './room-log.ts';
import { applyEntry, createdState, type LiveState, liveState } from './room-state.ts';

const clock = seededClock();
const id = <Name extends string>() => makeId<Name>(clock.now(), clock.random(10));
const room = id<'RoomId'>() as RoomId;
const ann = id<'UserId'>() as UserId;
const bob = id<'UserId'>() as UserId;
const device = id<'DeviceId'>() as DeviceId;

/** Keeps logs in memory and does what `next` says once. */
class ScriptedStore implements RoomLog {
  readonly logs = new Map<RoomId, Append[]>();
  readonly commits: number[] = [];
  findings = 0;
  next: { before?: unknown; after?: unknown; stale?: Append[]; wait?: Promise<void> } = {};

  async load(of: RoomId): ReturnType<RoomLog['load']> {
    const log = this.logs.get(of);
    if (!log) return undefined;
    return { state: stateOf(of, log), sends: log.map((one) => one.send).slice(-limits.dedupeWindow) };
  }

  async append(to: RoomId, head: number, entries: readonly Append[]): Promise<'appended' | 'stale'> {
    const { before, after, stale, wait } = this.next;
    this.next = {};
    await wait;
    if (before) throw before;
    const log = this.logs.get(to) ?? [];
    if (stale) log.push(...stale);
    if (log.length !== head) return 'stale';
    this.logs.set(to, [...log, ...entries]);
    this.commits.push(entries.length);
    if (after) throw after;
    return 'appended';
  }

  async findSend(of: RoomId, account: UserId, cmid: Cmid): ReturnType<RoomLog['findSend']> {
    this.findings += 1;
    return this.logs.get(of)?.find(({ send }) => send.account === account && send.cmid === cmid)?.send;
  }

  async read(of: RoomId, from: number, limit: number): ReturnType<RoomLog['read']> {
    return (this.logs.get(of) ?? []).slice(from, from + limit);
  }

  async heads(rooms: readonly RoomId[]): ReturnType<RoomLog['heads']> {
    return new Map(
      rooms.flatMap((one) => (this.logs.has(one) ? [[one, this.logs.get(one)?.length ?? 0]] : [])),
    );
  }

  seqs(): number[] {
    return (this.logs.get(room) ?? []).map(({ entry }) => entry.seq);
  }
}

function stateOf(of: RoomId, log: readonly Append[]): RoomState {
  let state: LiveState | undefined;
  for (const { entry } of log) {
    if (state) applyEntry(state, entry);
    else if (entry.kind === 'room.created') state = createdState(of, entry);
  }
  if (!state) throw new Error('a log begins with the creation');
  return liveState(state);
}

const { telemetry } = createTelemetry({ level: 'silent', clock, part: 'test' });

const recordingBus = (events: RoomEvent[]): Bus => ({
  publish: (_topic, event) => {
    events.push(event as RoomEvent);
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
});

async function open(): Promise<{ store: ScriptedStore; log: Log; events: RoomEvent[] }> {
  const store = new ScriptedStore();
  const events: RoomEvent[] = [];
  const bus = recordingBus(events);
  const log = createLog({ store, bus, clock, digest: contentDigest(new Uint8Array(32)), telemetry });
  await log.propose(room, {
    ...by(ann),
    decide: () => ({
      entries: [
        { kind: 'room.created', by: ann, room: { kind: 'group', name: 'Hike', history: 'all' } },
        { kind: 'member.joined', by: ann, user: ann, role: 'owner', visibleFrom: 1 },
        { kind: 'member.joined', by: ann, user: bob, role: 'member', visibleFrom: 1 },
      ],
    }),
  });
  events.length = 0;
  return { store, log, events };
}

const by = (user: UserId): Omit<Proposal, 'decide'> => ({
  by: user,
  device,
  cmid: id<'Cmid'>() as Cmid,
  since: 0,
  content: [],
});

function message(user: UserId, body: string, more: Partial<Proposal> = {}): Proposal {
  const cmid = more.cmid ?? (id<'Cmid'>() as Cmid);
  return {
    ...by(user),
    content: [body],
    decide: (live) => {
      mustBeMember(live, user);
      return {
        entries: [
          { kind: 'message', by: user, cmid, id: id<'MessageId'>() as MessageId, encoding: 'text', body },
        ],
      };
    },
    ...more,
    cmid,
  };
}

const removal: Proposal['decide'] = () => ({ entries: [{ kind: 'member.left', by: ann, user: bob }] });

test('R30: seqs are dense, and what queues up while one append is in flight goes into the next', async () => {
  const { store, log } = await open();
  const { promise, resolve: release } = Promise.withResolvers<void>();
  store.next.wait = promise;
  const first = log.propose(room, message(ann, 'one'));
  await Promise.resolve().then(() => undefined);
  const rest = Array.from({ length: 20 }, (_, at) => log.propose(room, message(bob, `more ${at}`)));
  release();
  const records = await Promise.all([first, ...rest]);
  expect(records.map((record) => record?.seq)).toEqual(Array.from({ length: 21 }, (_, at) => at + 4));
  expect(store.seqs()).toEqual(Array.from({ length: 24 }, (_, at) => at + 1));
  expect(store.commits.length).toBeLessThanOrEqual(3);
});

test('R20: any number of tries has one effect and the same ack, at once, later and long after', async () => {
  const { store, log } = await open();
  const one = message(ann, 'once');
  const tries = await Promise.all([log.propose(room, one), log.propose(room, one), log.propose(room, one)]);
  for (let at = 0; at < limits.dedupeWindow + 10; at += 1)
    await log.propose(room, message(bob, 'more', { since: 1_000_000 }));
  tries.push(await log.propose(room, one));
  expect(new Set(tries.map((record) => record?.seq))).toEqual(new Set([4]));
  expect(store.findings).toBe(1);
});

test('R21: the same cmid with other content is refused and writes nothing', async () => {
  const { store, log } = await open();
  const one = message(ann, 'this');
  await log.propose(room, one);
  const before = store.seqs();
  await expect(log.propose(room, message(ann, 'that', { cmid: one.cmid }))).rejects.toMatchObject({
    code: 'cmid-conflict',
  });
  await expect(log.propose(room, message(bob, 'that', { cmid: one.cmid }))).resolves.toMatchObject({
    seq: 5,
  });
  expect(store.seqs()).toEqual([...before, 5]);
});

test('I1: R32: an entry that the store refuses is neither acked nor published', async () => {
  const { store, log, events } = await open();
  store.next.before = new SupError('store-full');
  await expect(log.propose(room, message(ann, 'lost'))).rejects.toMatchObject({ code: 'store-full' });
  expect(events).toEqual([]);
  await expect(log.propose(room, message(ann, 'kept'))).resolves.toMatchObject({ seq: 4 });
  expect(events).toMatchObject([{ type: 'entries', from: 3, to: 4 }]);
});

test('R22: an append of unknown outcome is settled by reading it back: once, never twice, never lost', async () => {
  for (const when of ['before', 'after'] as const) {
    const { store, log, events } = await open();
    store.next[when] = new Error('the connection broke');
    await expect(log.propose(room, message(ann, 'maybe'))).resolves.toMatchObject({ seq: 4 });
    expect(store.seqs()).toEqual([1, 2, 3, 4]);
    // Whatever became of the first try, everyone hears of the head.
    expect(events).toMatchObject([{ type: 'entries', to: 4 }]);
  }
});

test('rights are checked against the state at the head, also when another writer has moved it', async () => {
  const { store, log } = await open();
  const [created, joined, joinedToo] = store.logs.get(room) ?? [];
  if (!created || !joined || !joinedToo) throw new Error('the room has three entries');
  store.next.stale = [
    {
      ...joinedToo,
      entry: { kind: 'member.left', seq: 4, at: 1, by: ann, user: bob },
      send: { ...joinedToo.send, seq: 4, cmid: id<'Cmid'>() as Cmid },
    },
  ];
  await expect(log.propose(room, message(bob, 'too late'))).rejects.toMatchObject({ code: 'room-not-found' });
  expect(store.seqs()).toEqual([1, 2, 3, 4]);
});

test('I9: a removal and what comes after it in the same append are judged in order', async () => {
  const { store, log } = await open();
  const results = await Promise.allSettled([
    log.propose(room, message(bob, 'before')),
    log.propose(room, { ...by(ann), decide: removal }),
    log.propose(room, message(bob, 'after')),
  ]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(store.seqs()).toEqual([1, 2, 3, 4, 5]);
});

test('R25: a proposal that must read first keeps its place before later ones', async () => {
  const { log } = await open();
  const { promise: reading, resolve: release } = Promise.withResolvers<void>();
  const first = log.propose(room, message(ann, 'reads', { prepare: () => reading }));
  const second = log.propose(room, message(ann, 'does not'));
  release();
  expect([(await first)?.seq, (await second)?.seq]).toEqual([4, 5]);
});

test('a refused proposal is not tried again with the ones that failed beside it', async () => {
  const { store, log } = await open();
  let decided = 0;
  const refused = message(bob, 'no', {
    decide: () => {
      decided += 1;
      throw new SupError('forbidden');
    },
  });
  store.next.before = new Error('the connection broke');
  const results = await Promise.allSettled([
    log.propose(room, refused),
    log.propose(room, message(ann, 'yes')),
  ]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
  expect(decided).toBe(1);
});

test('I2: a clock that stands still, and one that jumps back, change no order', async () => {
  const { store, log } = await open();
  await log.propose(room, message(ann, 'one'));
  clock.jump(-3_600_000);
  await log.propose(room, message(ann, 'two'));
  await log.propose(room, message(ann, 'three'));
  expect(store.seqs()).toEqual([1, 2, 3, 4, 5, 6]);
  const times = (store.logs.get(room) ?? []).map(({ entry }) => entry.at);
  expect(times.toSorted((a, b) => a - b)).not.toEqual(times);
});

test('I5: a room with too many waiting refuses more as overloaded, and goes on', async () => {
  const { store, log } = await open();
  const { promise, resolve: release } = Promise.withResolvers<void>();
  store.next.wait = promise;
  const waiting = Array.from({ length: 3_000 }, (_, at) => log.propose(room, message(ann, `${at}`)));
  const settled = Promise.allSettled(waiting);
  release();
  const refused = (await settled).filter((result) => result.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const result of refused)
    expect(result.status === 'rejected' && result.reason).toMatchObject({ code: 'overloaded' });
  expect(store.seqs().length).toBe(3 + 3_000 - refused.length);
});

test('rooms beyond the limit are forgotten and loaded again when they are needed', async () => {
  const { store, events } = await open();
  const bus = recordingBus(events);
  const log = createLog(
    { store, bus, clock, digest: contentDigest(new Uint8Array(32)), telemetry },
    { roomsMax: 1 },
  );
  const other = id<'RoomId'>() as RoomId;
  await log.propose(room, message(ann, 'one'));
  await expect(log.propose(other, message(ann, 'nowhere'))).rejects.toMatchObject({ code: 'room-not-found' });
  await expect(log.propose(room, message(ann, 'two'))).resolves.toMatchObject({ seq: 5 });
  expect(await log.head(room)).toBe(5);
});

test('a proposal that comes as the one before it is being answered is not forgotten', async () => {
  const { log } = await open();
  for (let turns = 0; turns < 12; turns += 1) {
    const one = log.propose(room, message(ann, 'one'));
    const other = log
      .propose(room, { ...message(bob, 'no'), decide: () => throwForbidden() })
      .catch(() => undefined);
    await Promise.all([one, other]);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    await log.propose(room, message(ann, 'two'));
  }
  expect(await log.head(room)).toBe(3 + 24);
});

function throwForbidden(): never {
  throw new SupError('forbidden');
}
