// Writes on their way to the server. A write lies in the local store before it goes out, and stays there until its
// effect is in the log that this device has. Each room is a lane: its writes go out in the order in which they were made.
//
//   (held) → queued → on its way → acknowledged → (its entry is here) gone
//                       |  ^
//                       |  |__ refused for now, or outcome unknown: the same frame again, 1 → 60 s later
//                       |_____ refused for good: it steps aside and waits for its writer to retry or discard it
//
// Of several tabs one leads and sends; the others hand it their writes through the store and hear what became of them.
import type { Ack, AskInput, Cmid, RoomId } from '@sup/protocol';
import { makeId, SupError } from '@sup/protocol/wire';
import { chanceOf, resendDelayMs } from './back-off.ts';
import type { Change } from './local-store.ts';
import { Observable } from './observable.ts';
import { isSettled, keyOf, type Lane, none, removal, type TabNews, type Waiting } from './outbox-rows.ts';
import type { Platform, Stoppable } from './platform.ts';
import type { OutboxRow, Refusal, WriteFrame, WriteType } from './records.ts';

export interface OutboxParts {
  readonly platform: Pick<Platform, 'clock' | 'store' | 'tabs'>;
  /** Sends a write; undefined when there is no connection. */
  send(frame: WriteFrame): Promise<Ack> | undefined;
  /** The writes of a room changed. */
  changed(room: RoomId): void;
  /** A write of this room was acknowledged: its entry will come. */
  acknowledged(room: RoomId, ack: Ack): void;
  trouble(error: unknown): void;
}

const inFlightMax = 16;
/** Clocks are moved: nothing is held for longer. */
const holdMsMax = 60_000;

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #lanes = new Map<RoomId, Lane>();
  readonly #byCmid = new Map<Cmid, Waiting>();
  readonly #unsent = new Observable(0);
  readonly #onTheWay = new Observable(0);
  #leads = false;
  /** It leads and knows what the tabs before it left: that goes out first. */
  #drives = false;
  #lastOrder = 0;
  #standing: Stoppable[] = [];

  /** How many writes the server does not have yet, failed ones included. */
  readonly unsent = this.#unsent;
  /** How many of them will still go out by themselves. */
  readonly onTheWay = this.#onTheWay;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Reads what was not sent before; sends from now on if this tab leads. */
  async start(): Promise<void> {
    const { tabs } = this.#parts.platform;
    await this.#load();
    this.#standing = [
      tabs.listen((news) => this.#hear(news as TabNews)),
      tabs.lead('sup-outbox', () => {
        this.#leads = true;
        this.#load().then(() => {
          this.#drives = this.#leads;
          this.resume();
        }, this.#parts.trouble);
      }),
    ];
  }

  /** Forgets what is in memory; the store keeps it. */
  stop(): void {
    for (const it of this.#standing) it.stop();
    this.#standing = [];
    this.#leads = false;
    this.#drives = false;
    for (const lane of this.#lanes.values()) lane.alarm?.stop();
    for (const { holding } of this.#byCmid.values()) holding?.stop();
    this.#lanes.clear();
    this.#byCmid.clear();
    this.#unsent.set(0);
    this.#onTheWay.set(0);
  }

  /** The writes of a room, in order. */
  of(room: RoomId): readonly OutboxRow[] {
    return this.#lanes.get(room)?.shown ?? none;
  }

  /** Takes a write: at once in memory, then into the store, then to the server, `holdMs` later if it can be undone. */
  add<Type extends WriteType>(
    type: Type,
    input: Omit<AskInput<Type>, 'cmid'> & { readonly room: RoomId },
    holdMs = 0,
  ): Cmid {
    const { clock } = this.#parts.platform;
    const cmid = makeId<'Cmid'>(clock.now(), clock.random(10));
    this.#lastOrder = Math.max(this.#lastOrder + 1, clock.now());
    // The input of this type, with its type and cmid, is its frame; defaults are the server's to fill in.
    const frame = { ...input, cmid, type } as unknown as WriteFrame;
    const waiting = this.#take({
      cmid,
      room: input.room,
      order: this.#lastOrder,
      madeAt: clock.now(),
      frame,
      ...(holdMs > 0 ? { heldUntil: clock.now() + holdMs } : {}),
    });
    this.#hold(waiting, holdMs);
    this.#store(waiting.row, () => {
      waiting.stored = true;
      if (this.#leads) this.#pump(input.room);
      else this.#tell({ is: 'write' });
    });
    return cmid;
  }

  /** Tries again at once, also what was refused for good. */
  retry(cmid: Cmid): void {
    const waiting = this.#byCmid.get(cmid);
    if (waiting === undefined) return;
    const { refusal, heldUntil, ...row } = waiting.row;
    this.#hold(waiting, 0);
    if (refusal !== undefined || heldUntil !== undefined) {
      waiting.row = row;
      this.#changed(row.room);
      this.#store(row);
    }
    if (!this.#leads) this.#tell({ is: 'retry', cmid });
    this.#hurry(row.room);
  }

  /** Nobody is left to undo anything: what is held goes out now. */
  release(): void {
    const now = this.#parts.platform.clock.now();
    for (const { row, heldUntil } of [...this.#byCmid.values()]) if (heldUntil > now) this.retry(row.cmid);
  }

  /** Keeps a write from going out for a while; other writes of its room do not wait for it. */
  #hold(waiting: Waiting, ms: number): void {
    const { clock } = this.#parts.platform;
    waiting.holding?.stop();
    waiting.heldUntil = ms > 0 ? clock.now() + ms : 0;
    waiting.holding = ms > 0 ? clock.after(ms, () => this.#pump(waiting.row.room)) : undefined;
  }

  /** Gives up a write that was refused for good, or that never went out; false when it may have had its effect. */
  discard(cmid: Cmid): boolean {
    const waiting = this.#byCmid.get(cmid);
    if (waiting === undefined || (waiting.tried && waiting.row.refusal === undefined)) return false;
    this.#remove(waiting);
    this.#write([removal(waiting.row)]);
    this.#tell({ is: 'discard', cmid });
    return true;
  }

  /** Resolves once the write is durable on the server; rejects with its refusal. */
  settled(cmid: Cmid): Promise<void> {
    const waiting = this.#byCmid.get(cmid);
    if (waiting === undefined || waiting.row.ack !== undefined) return Promise.resolve();
    return new Promise((resolve, reject) => {
      waiting.outcome.add({ resolve, reject });
    });
  }

  /** There is a connection: everything goes out again, in order. */
  resume(): void {
    for (const waiting of [...this.#byCmid.values()]) this.#returned(waiting);
    for (const room of [...this.#lanes.keys()]) this.#hurry(room);
  }

  /** Nothing is owed to the connection: what has its ack may go. */
  #returned(waiting: Waiting): void {
    const { room, ack } = waiting.row;
    const wasOwed = waiting.isOwed;
    waiting.isOwed = false;
    if (wasOwed && ack !== undefined) this.#parts.acknowledged(room, ack);
  }

  /** An entry with a cmid of mine is in the log: that is as good as its ack. */
  entrySeen(cmid: Cmid, ack: Ack): void {
    const waiting = this.#byCmid.get(cmid);
    if (waiting && waiting.row.ack === undefined) this.#acknowledge(waiting, ack);
  }

  /** The log of the room is here up to `head`: acknowledged writes up to there are done. Returns what to remove with it. */
  reached(room: RoomId, head: number): Change[] {
    const writes = this.#lanes.get(room)?.writes ?? [];
    const done = writes.filter(({ row, isOwed }) => row.ack && row.ack.seq <= head && !isOwed);
    for (const waiting of done) this.#remove(waiting);
    return done.map(({ row }) => removal(row));
  }

  /** Another epoch: a restored server may have lost what it acknowledged, so it is told again (and knows it, or not). */
  forgetAcks(): void {
    for (const waiting of this.#byCmid.values()) {
      const { ack, ...row } = waiting.row;
      if (ack === undefined) continue;
      waiting.row = row;
      this.#store(row);
      this.#changed(row.room);
    }
  }

  async #load(): Promise<void> {
    const rows = await this.#parts.platform.store.list('outbox');
    for (const { value: row } of rows) {
      this.#lastOrder = Math.max(this.#lastOrder, row.order);
      const known = this.#byCmid.get(row.cmid);
      if (known) continue;
      // Another tab may have written it a moment ago, and can undo it; what was left by one that ended goes out then, too.
      const { heldUntil = 0, ...left } = row;
      const waiting = this.#take(left);
      this.#hold(waiting, Math.min(holdMsMax, heldUntil - this.#parts.platform.clock.now()));
      waiting.stored = true;
      // Whether it went out before the app ended, nobody knows.
      waiting.tried = true;
    }
  }

  #take(row: OutboxRow): Waiting {
    const waiting: Waiting = {
      row,
      stored: false,
      inFlight: false,
      tried: false,
      isOwed: false,
      heldUntil: 0,
      holding: undefined,
      outcome: new Set(),
    };
    this.#byCmid.set(row.cmid, waiting);
    const lane = this.#laneOf(row.room);
    lane.writes = [...lane.writes, waiting].sort((a, b) => a.row.order - b.row.order);
    this.#changed(row.room);
    return waiting;
  }

  #laneOf(room: RoomId): Lane {
    const lane = this.#lanes.get(room) ?? { writes: [], shown: none, tries: 0, alarm: undefined };
    this.#lanes.set(room, lane);
    return lane;
  }

  #remove(waiting: Waiting): void {
    const { room, cmid } = waiting.row;
    const lane = this.#laneOf(room);
    waiting.holding?.stop();
    this.#byCmid.delete(cmid);
    lane.writes = lane.writes.filter((other) => other !== waiting);
    this.#changed(room);
    if (lane.writes.length > 0) return;
    lane.alarm?.stop();
    this.#lanes.delete(room);
  }

  #changed(room: RoomId): void {
    const lane = this.#laneOf(room);
    lane.shown = lane.writes.map(({ row }) => row);
    const unsent = [...this.#byCmid.values()].filter(({ row }) => row.ack === undefined);
    this.#unsent.set(unsent.length);
    this.#onTheWay.set(unsent.filter(({ row }) => row.refusal === undefined).length);
    this.#parts.changed(room);
  }

  #store(row: OutboxRow, stored?: () => void): void {
    this.#write([{ table: 'outbox', key: keyOf(row), value: row }], stored);
  }

  /** A store that is full must not keep a message from going out; that it will not survive a kill is told. */
  #write(changes: Change[], written: () => void = () => undefined): void {
    this.#parts.platform.store.write(changes).catch(this.#parts.trouble).then(written, this.#parts.trouble);
  }

  /** Forgets the back-off of a lane and sends. */
  #hurry(room: RoomId): void {
    const lane = this.#lanes.get(room);
    if (lane === undefined) return;
    lane.alarm?.stop();
    lane.alarm = undefined;
    lane.tries = 0;
    this.#pump(room);
  }

  #pump(room: RoomId): void {
    const lane = this.#lanes.get(room);
    if (!this.#drives || lane === undefined || lane.alarm) return;
    const now = this.#parts.platform.clock.now();
    let inFlight = 0;
    for (const waiting of lane.writes) {
      if (isSettled(waiting) || waiting.heldUntil > now) continue;
      if (!waiting.inFlight && !(waiting.stored && this.#send(lane, waiting))) return;
      inFlight += 1;
      if (inFlight === inFlightMax) return;
    }
  }

  #send(lane: Lane, waiting: Waiting): boolean {
    const answer = this.#parts.send(waiting.row.frame);
    if (answer === undefined) return false;
    waiting.inFlight = true;
    waiting.tried = true;
    answer.then(
      (ack) => {
        waiting.inFlight = false;
        lane.tries = 0;
        if (this.#isCurrent(waiting)) {
          if (waiting.row.ack === undefined) this.#acknowledge(waiting, ack);
          this.#returned(waiting);
        }
        this.#pump(waiting.row.room);
      },
      (error: Error) => {
        waiting.inFlight = false;
        if (this.#isCurrent(waiting)) this.#notDone(lane, waiting, error);
      },
    );
    return true;
  }

  /** False once it was removed or the outbox stopped, whatever an old answer says. */
  #isCurrent(waiting: Waiting): boolean {
    return this.#byCmid.get(waiting.row.cmid) === waiting;
  }

  #acknowledge(waiting: Waiting, ack: Ack): void {
    const row = { ...waiting.row, ack };
    waiting.row = row;
    this.#store(row);
    if (this.#leads) this.#tell({ is: 'outcome', cmid: row.cmid, ack });
    for (const { resolve } of waiting.outcome) resolve();
    waiting.outcome.clear();
    this.#changed(row.room);
    this.#parts.acknowledged(row.room, ack);
  }

  #notDone(lane: Lane, waiting: Waiting, error: Error): void {
    const { room } = waiting.row;
    if (error instanceof SupError && error.row.retry === 'never') {
      this.#returned(waiting);
      if (waiting.row.ack === undefined) this.#refuse(waiting, error);
      this.#pump(room);
      return;
    }
    // The connection takes nothing more of the room until this returns, even if its effect was seen meanwhile.
    if (error instanceof SupError && error.code !== 'earlier-send-pending') waiting.isOwed = true;
    // Those behind the refused one are refused with it (R24): its return brings them along.
    if (waiting !== lane.writes.find((other) => !isSettled(other)) || lane.alarm) return;
    const { clock } = this.#parts.platform;
    const backOff = resendDelayMs({ tries: lane.tries, chance: chanceOf(clock.random(2)) });
    const told = error instanceof SupError ? (error.details.retryAfterMs ?? 0) : 0;
    lane.tries += 1;
    lane.alarm = clock.after(Math.max(backOff, told), () => {
      lane.alarm = undefined;
      this.#pump(room);
    });
  }

  #refuse(waiting: Waiting, error: SupError): void {
    const refusal = { code: error.code, text: error.message };
    this.#fail(waiting, refusal);
    this.#tell({ is: 'outcome', cmid: waiting.row.cmid, refusal });
    this.#store(waiting.row);
    for (const { reject } of waiting.outcome) reject(error);
    waiting.outcome.clear();
  }

  #fail(waiting: Waiting, refusal: Refusal): void {
    waiting.row = { ...waiting.row, refusal };
    this.#changed(waiting.row.room);
  }

  #tell(news: TabNews): void {
    this.#parts.platform.tabs.tell(news);
  }

  #hear(news: TabNews): void {
    if (news.is === 'write' && this.#leads) this.#load().then(() => this.#pumpAll(), this.#parts.trouble);
    if (news.is === 'retry' && this.#leads) this.retry(news.cmid);
    const waiting = news.is === 'write' ? undefined : this.#byCmid.get(news.cmid);
    if (waiting === undefined) return;
    if (news.is === 'discard') this.#remove(waiting);
    if (news.is !== 'outcome' || this.#leads) return;
    if (news.refusal) this.#fail(waiting, news.refusal);
    if (news.ack) this.#acknowledge(waiting, news.ack);
  }

  #pumpAll(): void {
    for (const room of [...this.#lanes.keys()]) this.#pump(room);
  }
}
