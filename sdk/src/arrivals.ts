// What the arrival of entries means beyond their room's log: whom to know, what is delivered, what of mine is done.
import type { Entry, MessageView, RoomId, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { Delivered } from './delivered.ts';
import type { Inbox } from './inbox.ts';
import type { Later } from './later.ts';
import type { Outbox } from './outbox.ts';
import type { Room } from './room.ts';
import type { RoomLog } from './room-log.ts';
import type { Spaces } from './spaces.ts';
import type { Threads } from './threads.ts';
import { viewOf } from './timeline.ts';
import type { Typing } from './typing.ts';
import type { Users } from './users.ts';

export interface ArrivalsParts {
  readonly users: Users;
  readonly typing: Typing;
  readonly outbox: Outbox;
  readonly delivered: Delivered;
  readonly threads: Threads;
  readonly later: Later;
  readonly spaces: Spaces;
  readonly inboxes: ReadonlySet<Inbox>;
  me(): UserId;
  room(id: RoomId): Room | undefined;
}

export class Arrivals {
  readonly #parts: ArrivalsParts;

  constructor(parts: ArrivalsParts) {
    this.#parts = parts;
  }

  /** Entries that the log of the room has taken. */
  entries(log: RoomLog, entries: readonly Entry[]): void {
    this.#parts.threads.entries(log, entries);
    this.#parts.later.entries(entries);
    this.#parts.spaces.entries(log, entries);
    this.#parts.room(log.id)?.keeps.apply(entries);
    for (const entry of entries) {
      if (entry.by !== undefined) this.#parts.users.want(entry.by);
      if ('user' in entry) {
        this.#parts.users.want(entry.user);
        this.#parts.room(log.id)?.membersChanged();
      }
      if (entry.kind === 'mark' && entry.mark?.who !== undefined) this.#parts.users.want(entry.mark.who);
      if (entry.kind === 'message') this.#message(log, viewOf(entry));
    }
  }

  /** The head of a room moved whose entries do not come. */
  moved(room: RoomId): void {
    this.#parts.threads.moved(room);
    const log = this.#parts.room(room)?.log;
    if (log) this.#parts.spaces.moved(log);
  }

  /** The log was replaced: what it shows is here as if it had come. */
  snapshot(log: RoomLog): void {
    this.#parts.threads.replaced(log.id);
    this.#parts.room(log.id)?.keeps.resume();
    for (const { item } of log.shown.items.slice(-limits.pageMessagesMax)) {
      if (item.kind === 'message') this.#message(log, item);
    }
  }

  #message(log: RoomLog, message: MessageView): void {
    const { typing, outbox, delivered, inboxes } = this.#parts;
    typing.heard(log.id, message.by, false);
    if (message.replyTo !== undefined) this.#parts.room(log.id)?.wantQuote(message.replyTo);
    if (message.by === this.#parts.me()) {
      const { seq, at, id, ordinal } = message;
      outbox.entrySeen(message.cmid, { seq, at, message: id, ordinal });
      return;
    }
    delivered.received(log, message.seq);
    for (const inbox of inboxes) inbox.came(log, message);
  }
}
