// Moves of messages, asked of the server at once: they are acts of moderation, and are not kept for later.
import type { Cmid, MessageId, RoomId } from '@sup/protocol';
import { makeId, SupError } from '@sup/protocol/wire';
import type { Connection } from './connection.ts';
import type { MessagePlace, Moves as MovesDoor } from './doors.ts';
import type { Clock } from './platform.ts';

/** What it takes to move messages. */
export interface MovesParts {
  readonly clock: Clock;
  readonly connection: Pick<Connection, 'ask'>;
  /** The head of the room as far as it is here. */
  head(): number;
}

export class Moves implements MovesDoor {
  readonly #room: RoomId;
  readonly #parts: MovesParts;

  constructor(room: RoomId, parts: MovesParts) {
    this.#room = room;
    this.#parts = parts;
  }

  async move(
    messages: readonly MessageId[],
    to: { readonly room: RoomId; readonly thread?: MessageId },
  ): Promise<Cmid> {
    const write = this.#write();
    await this.#parts.connection.ask('message.move', { ...write, messages: [...messages], to });
    return write.cmid;
  }

  async undo(move: Cmid): Promise<void> {
    await this.#parts.connection.ask('message.undo-move', { ...this.#write(), move });
  }

  find(message: MessageId): Promise<MessagePlace | undefined> {
    return this.#find(this.#room, message);
  }

  async #find(room: RoomId, id: MessageId): Promise<MessagePlace | undefined> {
    try {
      const { message } = await this.#parts.connection.ask('message.get', { room, message: id });
      const { seq, thread } = message;
      return { room, seq, ...(thread && { thread }) };
    } catch (error) {
      if (!(error instanceof SupError)) throw error;
      const { place } = error.details;
      if (error.code === 'moved' && place) return this.#find(place.room as RoomId, id);
      if (error.row.retry === 'never') return undefined;
      throw error;
    }
  }

  #write() {
    const { clock } = this.#parts;
    const cmid = makeId<'Cmid'>(clock.now(), clock.random(10));
    return { room: this.#room, since: this.#parts.head(), cmid };
  }
}
