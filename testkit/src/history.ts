// What clients did and saw, in one order: the order in which it was recorded. All clients of a test share one history.
import type { Cmid, Entry, RoomId, UserId } from '@sup/protocol';

/** One effect that somebody wanted, over all of its tries. */
export interface SendRecord {
  readonly room: RoomId;
  readonly account: UserId;
  readonly cmid: Cmid;
  readonly body: string;
  /** When it was first tried. */
  readonly invokedAt: number;
  /** What each ack said, and when it came. */
  readonly acks: { readonly seq: number; readonly at: number }[];
  /** Refused for good: there must be no effect. */
  refused: boolean;
}

/** A range of a room's log as a client was given it. */
export interface View {
  readonly room: RoomId;
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
}

/** What one local store was given of rooms, in the order in which it took it. */
export interface Reader {
  readonly account: UserId;
  readonly name: string;
  readonly views: View[];
}

export class History {
  readonly sends = new Map<string, SendRecord>();
  readonly readers: Reader[] = [];
  #at = 0;
  #acked = 0;
  #waiting: { readonly count: number; resolve(): void }[] = [];

  /** A send is about to leave, for the first time or again. */
  invoke(what: Pick<SendRecord, 'room' | 'account' | 'cmid' | 'body'>): void {
    const key = keyOf(what);
    if (this.sends.has(key)) return;
    this.sends.set(key, { ...what, invokedAt: this.#next(), acks: [], refused: false });
  }

  ack(what: Pick<SendRecord, 'room' | 'account' | 'cmid'>, seq: number): void {
    const { acks } = this.#mustGet(what);
    acks.push({ seq, at: this.#next() });
    if (acks.length > 1) return;
    this.#acked += 1;
    this.#wake();
  }

  refuse(what: Pick<SendRecord, 'room' | 'account' | 'cmid'>): void {
    this.#mustGet(what).refused = true;
  }

  /** A local store of somebody; `name` is for people. */
  reader(account: UserId, name: string): Reader {
    const reader = { account, name, views: [] };
    this.readers.push(reader);
    return reader;
  }

  /** How many sends were acked at least once. */
  get acked(): number {
    return this.#acked;
  }

  /** Resolves once so many more sends were acked than now: how a test lets clients go on for a while. */
  moreAcked(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count: this.#acked + count, resolve });
      this.#wake();
    });
  }

  #wake(): void {
    for (const { count, resolve } of this.#waiting) if (count <= this.#acked) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => count > this.#acked);
  }

  #next(): number {
    this.#at += 1;
    return this.#at;
  }

  #mustGet(what: Pick<SendRecord, 'room' | 'account' | 'cmid'>): SendRecord {
    const send = this.sends.get(keyOf(what));
    if (!send) throw new Error(`a send was answered that was never made: ${what.cmid}`);
    return send;
  }
}

/** What makes a write one write: cmids of different rooms and accounts have nothing to do with each other. */
export function keyOf(what: { room: string; account: string; cmid: string }): string {
  return `${what.room}/${what.account}/${what.cmid}`;
}
