// What a room keeps of its messages, and what is said again from elsewhere.
import type { Cmid, Entry, KeptList, Mark, MessageId, Origin, RoomId } from '@sup/protocol';
import type { Keeps } from './doors.ts';
import { Kept, type KeptParts } from './kept.ts';
import type { Outbox } from './outbox.ts';
import type { RoomLog } from './room-log.ts';

export interface KeepsParts extends KeptParts {
  readonly outbox: Pick<Outbox, 'add'>;
}

export class RoomKeeps implements Keeps {
  readonly #room: RoomId;
  readonly #parts: KeepsParts;
  readonly #log: () => RoomLog | undefined;
  readonly #lists = new Map<KeptList, Kept>();
  readonly #origins = new Map<MessageId, Promise<Origin | undefined>>();

  constructor(room: RoomId, parts: KeepsParts, log: () => RoomLog | undefined) {
    this.#room = room;
    this.#parts = parts;
    this.#log = log;
  }

  list(list: KeptList): Kept {
    const known = this.#lists.get(list) ?? new Kept({ room: this.#room, list, log: this.#log }, this.#parts);
    this.#lists.set(list, known);
    return known;
  }

  pin(message: MessageId, on: boolean): Cmid {
    return this.#parts.outbox.add('message.pin', { ...this.#place(), message, on });
  }

  mark(message: MessageId, mark: Mark | null): Cmid {
    return this.#parts.outbox.add('message.mark', { ...this.#place(), message, mark });
  }

  forward(from: { room: RoomId; message: MessageId; text: string }): Cmid {
    const { text, ...forwards } = from;
    return this.#parts.outbox.add('message.send', { ...this.#place(), body: text, forwards });
  }

  origin(message: MessageId): Promise<Origin | undefined> {
    const known = this.#origins.get(message);
    if (known) return known;
    const asked = this.#askOrigin(message);
    this.#origins.set(message, asked);
    // What failed is asked again by the next who wants to know.
    asked.catch(() => this.#origins.delete(message));
    return asked;
  }

  async #askOrigin(message: MessageId): Promise<Origin | undefined> {
    const ask = { room: this.#room, messages: [message] };
    const { origins, users } = await this.#parts.connection.ask('message.origins', ask);
    this.#parts.users.add(users);
    return origins[message];
  }

  #place() {
    return { room: this.#room, since: this.#log()?.head ?? 0 };
  }

  /** Entries that the log of the room has taken. */
  apply(entries: readonly Entry[]): void {
    for (const list of this.#lists.values()) list.apply(entries);
  }

  /** There is a connection, or the log was replaced. */
  resume(): void {
    for (const list of this.#lists.values()) list.resume();
  }

  /** The log was taken away. */
  reset(): void {
    this.#origins.clear();
    for (const list of this.#lists.values()) list.reset();
  }
}
