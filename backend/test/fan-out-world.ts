// A fan-out with a log, a bus and connections whose sockets are arrays: the network is the only thing that is not real.
import { type DownFrame, type Entry, type Role, type SessionId, sightFrom, type UserId } from '@sup/protocol';
import { FakeClock, newId } from '@sup/testkit';
import { topics } from '../src/bus/bus.ts';
import { InProcessBus } from '../src/drivers/embedded/bus.ts';
import { Connection } from '../src/gateway/connection.ts';
import { FanOut } from '../src/gateway/fan-out.ts';
import { Turn } from '../src/gateway/turn.ts';
import type { Caller } from '../src/services/caller.ts';
import type { StoredEntry } from '../src/services/log/index.ts';
import { createTelemetry } from '../src/telemetry/index.ts';

export class TestConnection {
  readonly by: Caller;
  readonly connection: Connection;
  readonly texts: string[] = [];
  /** How many frames went out in each write. */
  readonly writes: number[] = [];
  /** What `send` answers and what waits; a test sets them to play a slow reader. */
  sendAnswer = 1;
  waiting = 0;
  closeCode: number | undefined;
  #isCorked = false;

  constructor(world: FanOutWorld, user: UserId) {
    this.by = { user, session: newId<'SessionId'>() as SessionId, device: newId<'DeviceId'>(), admin: false };
    this.connection = new Connection(world.shared);
    this.connection.opened({
      send: (text) => {
        this.texts.push(String(text));
        if (!this.#isCorked) this.writes.push(1);
        return this.sendAnswer;
      },
      cork: (send) => this.#cork(send),
      getBufferedAmount: () => this.waiting,
      close: (code) => {
        this.closeCode = code;
      },
      terminate: () => this.connection.closed(1006),
    });
  }

  #cork(send: () => void): void {
    const before = this.texts.length;
    this.#isCorked = true;
    send();
    this.#isCorked = false;
    this.writes.push(this.texts.length - before);
  }

  get frames(): DownFrame[] {
    return this.texts.map((text) => JSON.parse(text) as DownFrame);
  }

  of<Type extends DownFrame['type']>(type: Type): DownFrame<Type>[] {
    return this.frames.filter((frame): frame is DownFrame<Type> => frame.type === type);
  }

  /** `from-to` of each entries frame. */
  get ranges(): string[] {
    return this.of('entries').map(({ from, to }) => `${from}-${to}`);
  }

  get seqs(): number[] {
    return this.of('entries').flatMap(({ entries }) => entries.map(({ seq }) => seq));
  }
}

export class FanOutWorld {
  readonly clock = new FakeClock();
  readonly bus = new InProcessBus();
  readonly room = newId<'RoomId'>();
  readonly log: StoredEntry[] = [];
  readonly members = new Map<UserId, number>();
  /** Of who is not a plain member. */
  readonly roles = new Map<UserId, Role>();
  /** Who hides their receipts. */
  readonly hiding = new Set<UserId>();
  readonly fanOut: FanOut;
  readonly shared: ConstructorParameters<typeof Connection>[0];
  /** Texts made ready for many sockets. */
  encodings = 0;
  reads = 0;
  /** A read of the log fails this many times. */
  failures = 0;

  constructor() {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const { telemetry } = createTelemetry({ level: 'warn', part: 'test', clock: this.clock, destination });
    const turn = new Turn(this.clock);
    this.fanOut = new FanOut({
      bus: this.bus,
      log: {
        read: async (_room, from, limit) => {
          this.reads += 1;
          if (this.failures > 0) {
            this.failures -= 1;
            throw new Error('the store is away');
          }
          return this.log.slice(from, from + limit);
        },
        heads: async (rooms) => new Map(rooms.map((room) => [room, this.log.length])),
      },
      rooms: {
        following: async (user) => this.#following(user),
        reader: async (_room, user) => ({
          user,
          role: 'member' as const,
          joinedSeq: 1,
          ...sightFrom(this.members.get(user) ?? 1),
        }),
      },
      index: {
        room: async () => this.#row(),
        membersOfRoles: async (_room, roles) =>
          [...this.members.keys()].filter((user) => roles.includes(this.roles.get(user) ?? 'member')),
      },
      cursors: { hides: async (user) => this.hiding.has(user) },
      clock: this.clock,
      turn,
      telemetry,
      ready: (text) => {
        this.encodings += 1;
        return text;
      },
      rightsChanged: () => undefined,
    });
    this.shared = {
      clock: this.clock,
      isLimited: false,
      telemetry,
      turn,
      nowMs: () => this.clock.monotonic(),
      greet: () => undefined,
      answer: () => undefined,
      gone: () => undefined,
    };
  }

  /** A member with a connection that follows the room. */
  async connect(user: UserId = newId<'UserId'>(), visibleFrom = 1): Promise<TestConnection> {
    if (!this.members.has(user)) this.members.set(user, visibleFrom);
    return this.connectStranger(user);
  }

  /** A connection of someone who may be in no room. */
  async connectStranger(user: UserId): Promise<TestConnection> {
    const test = new TestConnection(this, user);
    const person = await this.fanOut.arrive(test.by);
    this.fanOut.enter(person, test.connection);
    const presence = { set: () => undefined, leave: () => undefined };
    test.connection.becomeReady({ by: test.by, presence }, '{"type":"welcome"}');
    return test;
  }

  /** Adds entries to the log without telling anybody. */
  append(...drafts: readonly Draft[]): { from: number; to: number; entries: StoredEntry[] } {
    const from = this.log.length;
    const entries = drafts.map(({ hiddenFrom, ...draft }, at): StoredEntry => {
      const entry = { ...draft, seq: from + at + 1, at: 0 } as Entry;
      return { entry, ...(hiddenFrom && { hiddenFrom }) };
    });
    this.log.push(...entries);
    return { from, to: this.log.length, entries };
  }

  /** Adds entries to the log and rings. */
  publish(...drafts: readonly Draft[]): void {
    this.ring(this.append(...drafts));
  }

  ring(event: { from: number; to: number; entries: readonly StoredEntry[] }): void {
    this.bus.publish(topics.room(this.room), { type: 'entries', room: this.room, ...event });
  }

  /** Lets everything that is due happen, without time passing. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await this.clock.advance(0);
  }

  #following(user: UserId) {
    const visibleFrom = this.members.get(user);
    if (visibleFrom === undefined) return [];
    return [
      { room: this.room, head: this.log.length, memberCount: this.members.size, ...sightFrom(visibleFrom) },
    ];
  }

  #row() {
    const by = newId<'UserId'>();
    const info = { id: this.room, kind: 'group', history: 'all', createdAt: 0, createdBy: by } as const;
    const counts = { head: this.log.length, ordinal: this.log.length, deletions: 0 };
    return { info, ...counts, memberCount: this.members.size, activeAt: 0 };
  }
}

type Draft = Record<string, unknown> & { kind: Entry['kind']; hiddenFrom?: UserId };

const someone = newId<'UserId'>();

/** A message as the log holds it, without its place. */
export function said(body: string, more: Record<string, unknown> = {}): Draft {
  const ids = { cmid: newId<'Cmid'>(), id: newId<'MessageId'>() };
  return { kind: 'message', by: someone, ...ids, ordinal: 1, encoding: 'text', body, ...more };
}

/** An edit of the message at a seq. */
export function edited(targetSeq: number, body: string): Draft {
  return { kind: 'edit', by: someone, target: newId<'MessageId'>(), targetSeq, encoding: 'text', body };
}

export const joined = (user: UserId, visibleFrom = 1): Draft => ({
  kind: 'member.joined',
  by: someone,
  user,
  role: 'member',
  visibleFrom,
});

export const left = (user: UserId): Draft => ({ kind: 'member.left', by: someone, user });
