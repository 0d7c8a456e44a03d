// Brings rooms up to date: a few at a time, those on the screen first, each until nothing that was heard of is missing.
// It only asks. What an answer means is the room log's business; whoever is told `changed` shows it.
import type { DownFrame, RoomId, RoomView, UserView } from '@sup/protocol';
import { limits, SupError } from '@sup/protocol/wire';
import { chanceOf, resendDelayMs } from './back-off.ts';
import type { Connection } from './connection.ts';
import type { Clock, Stoppable } from './platform.ts';
import type { Range, RoomLog } from './room-log.ts';
import { withHiding, withReceipt, withReceipts } from './room-view.ts';

export interface SyncParts {
  readonly clock: Clock;
  readonly connection: Pick<Connection, 'ask' | 'isReady'>;
  find(room: RoomId): RoomLog | undefined;
  isOpen(room: RoomId): boolean;
  /** I hide my receipts, and am told nobody's. */
  hidesReceipts(): boolean;
  /** A room that was not known here. */
  adopt(view: RoomView): void;
  /** It is not mine (any more). */
  gone(room: RoomId): void;
  users(users: readonly UserView[]): void;
  /** The log took this range. */
  applied(log: RoomLog, range: Range): void;
  /** The log was replaced by a snapshot. */
  replaced(log: RoomLog): void;
  /** The head of a room moved whose entries do not come. */
  moved(room: RoomId): void;
  /** What the list shows of the room changed, apart from its log. */
  revised(log: RoomLog): void;
  trouble(error: unknown): void;
}

const runningMax = 4;
const countsGatherMs = 300;
/** For each member of a room in which all want their counts. */
const countsSpreadMs = 2;

export class Sync {
  readonly #parts: SyncParts;
  readonly #wanted = new Set<RoomId>();
  readonly #running = new Set<RoomId>();
  readonly #tries = new Map<RoomId, number>();
  /** Heads of rooms that are not known here yet: what was heard while their view was on its way. */
  readonly #heard = new Map<RoomId, number>();
  /** Rooms whose receipts are to be read. */
  readonly #receipts = new Set<RoomId>();
  readonly #alarms = new Set<Stoppable>();
  readonly #counts = new Set<RoomId>();
  #countsAlarm: (Stoppable & { readonly at: number }) | undefined;

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  /** The connection ended, or the client stops: what is wanted is found out anew by the next welcome. */
  stop(): void {
    for (const alarm of this.#alarms) alarm.stop();
    this.#alarms.clear();
    this.#countsAlarm?.stop();
    this.#countsAlarm = undefined;
    this.#wanted.clear();
    this.#counts.clear();
    this.#tries.clear();
    this.#heard.clear();
    this.#receipts.clear();
  }

  /** New entries, as they come. */
  entries(frame: DownFrame<'entries'>): void {
    const log = this.#parts.find(frame.room);
    const outcome = log?.ingest(frame);
    if (log && outcome === 'applied') this.#applied(log, frame);
    if (log === undefined) this.#hear(frame.room, frame.to);
    else if (outcome === 'returned') this.#returned(log, frame.to);
    else if (outcome === 'gap') this.want(frame.room);
  }

  /** Heads of rooms, from welcome and pong. */
  heads(heads: Readonly<Record<string, number>>): void {
    for (const [id, head] of Object.entries(heads)) {
      const room = id as RoomId;
      const log = this.#parts.find(room);
      log?.hear(head);
      if (log === undefined) this.#hear(room, head);
      else if (log.isBehind) this.want(room);
    }
  }

  #hear(room: RoomId, head: number): void {
    this.#heard.set(room, Math.max(head, this.#heard.get(room) ?? 0));
    this.want(room);
  }

  /** What larger rooms that are not open say of themselves. */
  previews(frame: DownFrame<'heads'>): void {
    for (const [id, told] of Object.entries(frame.heads)) {
      const log = this.#parts.find(id as RoomId);
      if (log === undefined) {
        this.#hear(id as RoomId, told.head);
        continue;
      }
      log.hear(told.head);
      if (told.head <= log.view.head) continue;
      this.#parts.moved(log.id);
      const stale = told.deletions !== log.view.deletions;
      log.revise((view) => ({ ...view, ...told, unread: unreadAfter(view, told) }));
      if (stale) log.staleCounts();
      this.#parts.revised(log);
      this.#wantCounts(log);
      if (this.#parts.isOpen(log.id)) this.want(log.id);
    }
  }

  /** Reads how far the others have received and read: what changed while there was no connection is told by nobody. */
  receipts(log: RoomLog): void {
    const { memberCount, settings } = log.view;
    const isHidden = settings?.hidesReceipts || this.#parts.hidesReceipts();
    if (isHidden || memberCount > limits.receiptRoomMembersMax) return;
    this.#receipts.add(log.id);
    this.want(log.id);
  }

  /** Someone else has received or read more of a room. */
  received({ room, user, delivered, read, hidden }: DownFrame<'receipts'>): void {
    const log = this.#parts.find(room);
    if (log === undefined) return;
    const told = {
      ...(delivered === undefined ? {} : { delivered }),
      ...(read === undefined ? {} : { read }),
    };
    log.revise((view) =>
      hidden === undefined ? withReceipt(view, user, told) : withHiding(view, user, hidden),
    );
    this.#parts.revised(log);
  }

  async #readReceipts(log: RoomLog): Promise<void> {
    const { room } = await this.#parts.connection.ask('room.get', { room: log.id });
    log.revise((view) => withReceipts(view, room));
    this.#parts.revised(log);
  }

  /** Brings a room up to date, or finds out about it. */
  want(room: RoomId): void {
    this.#wanted.add(room);
    this.#next();
  }

  #next(): void {
    if (!this.#parts.connection.isReady) return;
    const ready = [...this.#wanted].filter((room) => !this.#running.has(room));
    const first = [...ready.filter((room) => this.#parts.isOpen(room)), ...ready];
    for (const room of first) {
      if (this.#running.size >= runningMax) return;
      if (!this.#wanted.delete(room)) continue;
      this.#running.add(room);
      this.#run(room)
        .catch((error: unknown) => this.#failed(room, error))
        .finally(() => {
          this.#running.delete(room);
          this.#next();
        })
        .catch(this.#parts.trouble);
    }
  }

  async #run(room: RoomId): Promise<void> {
    if (this.#parts.find(room) === undefined) await this.#findOut(room);
    const log = this.#parts.find(room);
    log?.hear(this.#heard.get(room) ?? 0);
    this.#heard.delete(room);
    if (log?.isBehind) await (this.#isQuiet(log) ? this.#renew(log) : this.#catchUp(log));
    if (this.#receipts.delete(room) && log) await this.#readReceipts(log);
    this.#tries.delete(room);
  }

  /** A large room that nobody looks at: its head and preview are enough until it is opened. */
  #isQuiet(log: RoomLog): boolean {
    return log.view.memberCount > limits.smallRoomMembersMax && !this.#parts.isOpen(log.id);
  }

  async #findOut(room: RoomId): Promise<void> {
    const answer = await this.#parts.connection.ask('room.get', { room });
    this.#parts.users(answer.users);
    if (this.#parts.find(room) === undefined) this.#parts.adopt(answer.room);
  }

  async #renew(log: RoomLog): Promise<void> {
    const { room, users } = await this.#parts.connection.ask('room.get', { room: log.id });
    this.#parts.users(users);
    if (room.head < log.view.head) return;
    log.hear(room.head);
    log.revise((view) => ({ ...room, marker: view.marker }));
    if (room.marker !== log.view.marker) log.staleCounts();
    this.#parts.revised(log);
    this.#wantCounts(log);
  }

  async #catchUp(log: RoomLog): Promise<void> {
    while (log.isBehind && !log.isGone) {
      const from = log.head;
      const answer = await this.#parts.connection.ask('room.sync', { room: log.id, from });
      this.#parts.users(answer.users);
      log.hear(answer.head);
      if (answer.snapshot) {
        this.#parts.users(answer.snapshot.page.users);
        log.reset(answer.snapshot.room, answer.snapshot.page, answer.to);
        this.#parts.replaced(log);
      } else {
        const outcome = log.ingest(answer);
        if (outcome === 'returned') return this.#returned(log, answer.to);
        if (outcome === 'applied') this.#applied(log, answer);
      }
      // A head that was heard of and is not there belongs to another epoch: asking on would never end.
      if (log.head === from && answer.to <= from) return;
    }
  }

  /** I was out of the room and am in it again: it begins anew. */
  #returned(log: RoomLog, head: number): void {
    this.#parts.gone(log.id);
    this.#hear(log.id, head);
  }

  #applied(log: RoomLog, range: Range): void {
    this.#parts.applied(log, range);
    this.#wantCounts(log);
    if (log.isBehind) this.want(log.id);
  }

  #failed(room: RoomId, error: unknown): void {
    if (error instanceof SupError && error.row.retry === 'never') {
      this.#parts.gone(room);
      return;
    }
    if (!this.#parts.connection.isReady) return;
    const tries = this.#tries.get(room) ?? 0;
    this.#tries.set(room, tries + 1);
    const told = error instanceof SupError ? (error.details.retryAfterMs ?? 0) : 0;
    const chance = chanceOf(this.#parts.clock.random(2));
    const alarm = this.#parts.clock.after(Math.max(told, resendDelayMs({ tries, chance })), () => {
      this.#alarms.delete(alarm);
      this.want(room);
    });
    this.#alarms.add(alarm);
  }

  /** Asks for exact counts where they are a guess. */
  counts(log: RoomLog, { amongMany = false } = {}): void {
    this.#wantCounts(log, amongMany);
  }

  /** `amongMany`: all others in the room want theirs at this moment. What is shown meanwhile is a good guess. */
  #wantCounts(log: RoomLog, amongMany = false): void {
    if (!log.countsAreStale || this.#counts.has(log.id)) return;
    const { clock } = this.#parts;
    this.#counts.add(log.id);
    const spreadMs = amongMany ? chanceOf(clock.random(2)) * log.view.memberCount * countsSpreadMs : 0;
    this.#askCountsIn(countsGatherMs + spreadMs);
  }

  /** Asks once, at the earliest of the moments that are wanted. */
  #askCountsIn(ms: number): void {
    const { clock } = this.#parts;
    const at = clock.monotonic() + ms;
    if (this.#countsAlarm && this.#countsAlarm.at <= at) return;
    this.#countsAlarm?.stop();
    const alarm = clock.after(ms, () => {
      this.#countsAlarm = undefined;
      this.#askCounts();
    });
    this.#countsAlarm = { at, stop: () => alarm.stop() };
  }

  #askCounts(): void {
    const rooms = [...this.#counts].slice(0, limits.countsRoomsMax);
    for (const room of rooms) this.#counts.delete(room);
    if (this.#counts.size > 0) this.#askCountsIn(countsGatherMs);
    this.#parts.connection.ask('room.counts', { rooms }).then(
      ({ counts }) => {
        for (const [id, told] of Object.entries(counts)) {
          const log = this.#parts.find(id as RoomId);
          // What has moved meanwhile is asked again when it moves next; here it would be of another moment.
          if (log?.setCounts(told)) this.#parts.revised(log);
        }
      },
      // Counts stay a guess until the next change or connection.
      () => undefined,
    );
  }
}

function unreadAfter(view: { ordinal: number; unread: number }, told: { ordinal: number }): number {
  return Math.min(limits.unreadExactMax + 1, view.unread + Math.max(0, told.ordinal - view.ordinal));
}
