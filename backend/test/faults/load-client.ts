// A client that never gives up: it sends to its rooms over socket and REST, tries the same cmid until it is answered,
// comes back after every end, catches up from the log, and writes down all that it does and sees.
import { addresses, type Cmid, type DownFrame, errors, type RoomId, type RoomSynced } from '@sup/protocol';
import { message, type Place, Refused, type TestPerson } from '@sup/testkit';
import type { History, Reader, View } from '@sup/testkit/history';
import { LoadConnection, NoAnswer } from './load-connection.ts';

const reconnectPauseMs = 25;
const restTimeoutMs = 5_000;
const readyTimeoutMs = 60_000;
const pieces = ['a', 'Z', ' ', 'ä', 'ß', '漢', '🙂', '👩‍👩‍👧', '"', '\\', '\n', '\u2028', '</script>', '0'];

export interface LoadParts {
  readonly place: Place;
  readonly person: TestPerson;
  /** Rooms that it reads, and those of them that it writes to. */
  readonly reads: readonly RoomId[];
  readonly writes: readonly RoomId[];
  readonly history: History;
  /** A whole number from 0 to below `max`, from the seed. */
  below(max: number): number;
  /** Between two sends to a room. */
  readonly pauseMs: number;
}

interface Send {
  readonly room: RoomId;
  readonly account: TestPerson['id'];
  readonly cmid: Cmid;
  readonly body: string;
  readonly since: number;
}

export class LoadClient {
  readonly #parts: LoadParts;
  readonly #reached = new Map<RoomId, number>();
  readonly #stop = new AbortController();
  readonly #loops: Promise<void>[];
  #reader: Reader;
  #wire: Reader | undefined;
  #connection: LoadConnection | undefined;
  #ready = Promise.withResolvers<LoadConnection>();
  #finished = false;
  /** Answers by code, so that a report can say what happened. */
  readonly refusals = new Map<string, number>();
  tries = 0;

  constructor(parts: LoadParts) {
    this.#parts = parts;
    this.#reader = this.#newReader();
    this.#loops = [this.#stayConnected(), ...parts.writes.map((room) => this.#write(room))];
  }

  /** Resolves once it is connected and has caught up. */
  async ready(): Promise<void> {
    const late = pause(readyTimeoutMs).then(() => {
      throw new Error('a client did not come back');
    });
    // It loses nearly every race, and nobody waits for it then.
    late.catch(() => undefined);
    await Promise.race([this.#ready.promise, late]);
  }

  /** Begins no more sends, and resolves once each of those begun was answered. */
  async finishSends(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#loops.slice(1));
  }

  /** Reads all rooms to their heads, and leaves. */
  async finishReads(): Promise<void> {
    const connection = await this.#ready.promise;
    for (const room of this.#parts.reads) await this.#sync(connection, room);
    this.#finished = true;
    connection.close();
    await this.#loops[0];
  }

  async #stayConnected(): Promise<void> {
    while (!this.#finished) {
      try {
        const connection = await this.#connect();
        this.#ready.resolve(connection);
        await connection.ended;
        this.#ready = Promise.withResolvers();
      } catch (error) {
        // A server that is gone or going: what was asked is asked again.
        if (!(error instanceof NoAnswer || error instanceof Refused)) throw error;
        this.#connection?.close();
      }
      if (!this.#finished) await pause(reconnectPauseMs);
    }
  }

  async #connect(): Promise<LoadConnection> {
    const { place, person, reads } = this.#parts;
    this.#wire = this.#newReader('a socket of ');
    const { connection } = await LoadConnection.open(place.wsUrl, person, {
      heads: Object.fromEntries(this.#reached),
      heard: { entries: (frame) => this.#hearEntries(frame), state: (frame) => this.#hearState(frame) },
    });
    this.#connection = connection;
    for (const room of reads) await this.#sync(connection, room);
    return connection;
  }

  #hearEntries(frame: DownFrame<'entries'>): void {
    this.#wire?.views.push(frame);
    if (!this.#take(frame) && this.#connection) void this.#syncLater(this.#connection, frame.room);
  }

  /** A room that I was added to is to be read; once I am out of it, what its frames continue ends. */
  #hearState(frame: DownFrame<'state'>): void {
    for (const { key, value } of frame.items) {
      const room = this.#parts.reads.find((one) => key === `room:${one}`);
      if (!room) continue;
      if (value === null) this.#wire = this.#newReader('a socket of ');
      else if (this.#connection) void this.#syncLater(this.#connection, room);
    }
  }

  async #syncLater(connection: LoadConnection, room: RoomId): Promise<void> {
    try {
      await this.#sync(connection, room);
    } catch (error) {
      // The next connection reads it.
      if (!(error instanceof NoAnswer || error instanceof Refused)) throw error;
    }
  }

  async #sync(connection: LoadConnection, room: RoomId): Promise<void> {
    for (;;) {
      const from = this.#reached.get(room) ?? 0;
      try {
        const synced = await connection.ask<RoomSynced>('room.sync', { room, from });
        if (synced.snapshot) this.#startOver(room, synced.head);
        else this.#take({ room, ...synced });
        if (synced.to >= synced.head) return;
      } catch (error) {
        if (error instanceof Refused && error.frame.code === 'room-not-found') return;
        throw error;
      }
    }
  }

  /** Takes what is new of a range; false if there is a gap before it. */
  #take({ room, from, to, entries }: View): boolean {
    const reached = this.#reached.get(room) ?? 0;
    if (from > reached) return false;
    if (to <= reached) return true;
    this.#reader.views.push({ room, from: reached, to, entries: entries.filter(({ seq }) => seq > reached) });
    this.#reached.set(room, to);
    return true;
  }

  /** Too far behind: what was read of rooms so far counts as another local store. */
  #startOver(room: RoomId, head: number): void {
    this.#reader = this.#newReader();
    this.#reached.set(room, head);
  }

  #newReader(prefix = ''): Reader {
    const { person, history } = this.#parts;
    return history.reader(person.id, prefix + person.handle);
  }

  async #write(room: RoomId): Promise<void> {
    const { below, pauseMs } = this.#parts;
    while (!this.#stop.signal.aborted) {
      const together = below(8) === 0 ? 3 : 1;
      await Promise.all(Array.from({ length: together }, () => this.#sendOne(room)));
      await pause(pauseMs);
    }
  }

  async #sendOne(room: RoomId): Promise<void> {
    const { below, person, history } = this.#parts;
    const since = this.#reached.get(room) ?? 0;
    const body = Array.from({ length: 1 + below(40) }, () => pieces[below(pieces.length)]).join('');
    const send: Send = { ...message(room, body), account: person.id, body, since };
    history.invoke(send);
    // A client that dies with its outbox: nobody will ever ask again.
    if (below(20) === 0) return void this.#try(send).catch(() => undefined);
    await this.#untilAnswered(send);
    // The answer may have been lost on the way: a repeat gets the same one.
    if (below(10) === 0) await this.#untilAnswered(send);
  }

  async #untilAnswered(send: Send): Promise<void> {
    while (!(await this.#isAnswered(send))) await pause(reconnectPauseMs);
  }

  /** One try; false if it must be repeated. */
  async #isAnswered(send: Send): Promise<boolean> {
    this.tries += 1;
    try {
      const { seq } = await this.#try(send);
      this.#parts.history.ack(send, seq);
      return true;
    } catch (error) {
      if (error instanceof NoAnswer) return false;
      if (!(error instanceof Refused)) throw error;
      return this.#isRefusedForGood(send, error);
    }
  }

  #isRefusedForGood(send: Send, { frame }: Refused): boolean {
    this.#count(frame.code);
    if (!isFinal(frame)) {
      this.#leaveSometimes(frame.code);
      return false;
    }
    this.#parts.history.refuse(send);
    return true;
  }

  #try(send: Send): Promise<{ seq: number }> {
    return this.#parts.below(4) === 0 ? this.#tryRest(send) : this.#trySocket(send);
  }

  async #trySocket({ account: _, ...fields }: Send): Promise<{ seq: number }> {
    const connection = this.#connection;
    if (!connection || connection.isEnded) throw new NoAnswer('no connection');
    return connection.ask('message.send', fields);
  }

  async #tryRest({ room, cmid, body, since }: Send): Promise<{ seq: number }> {
    const { person } = this.#parts;
    const late = new NoAnswer('REST did not answer');
    const answer = await Promise.race([
      person
        .call<{ seq: number; code: string; text: string }>(addresses.messages.send, {
          params: { room },
          body: { cmid, since, body },
        })
        .catch(() => Promise.reject(late)),
      pause(restTimeoutMs).then(() => Promise.reject(late)),
    ]);
    if (answer.status === 200) return answer.body;
    throw new Refused({ type: 'error', code: answer.body.code, text: answer.body.text });
  }

  /** What holds a connection up may have been answered over REST, or never be asked again: a new one knows nothing of it. */
  #leaveSometimes(code: string): void {
    if (code === 'earlier-send-pending' && this.#parts.below(10) === 0) this.#connection?.close();
  }

  #count(code: string): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }
}

/** Whether the table of errors says that there never was an effect. */
function isFinal({ code }: DownFrame<'error'>): boolean {
  const row = new Map(Object.entries(errors)).get(code);
  return row?.retry === 'never';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
