// Port: the current state of messages, projected from the logs. Read only: the log's driver writes it.
import type {
  MessageId,
  MessageVersion,
  MessageView,
  Preview,
  RoomId,
  Sight,
  Standing,
  SystemEntry,
  UserId,
} from '@sup/protocol';

export interface StoredMessage extends Omit<MessageView, 'reactions' | 'summary'> {
  readonly room: RoomId;
  readonly hiddenFrom?: UserId;
  readonly reactions: readonly { emoji: string; count: number; users: readonly UserId[]; mine: boolean }[];
  readonly grown?: Grown;
}

/** The thread of a message that has had a reply, as its reader may see it. */
export interface Grown {
  /** Those that are not deleted. */
  readonly replies: number;
  /** The number of the last reply, deleted or not. */
  readonly ordinal: number;
  readonly lastReplyAt: number;
  /** Newest first, at most limits.threadRepliersShown; empty while there is no reply that is not deleted. */
  readonly lastRepliers: readonly UserId[];
}

export type StoredItem = StoredMessage | SystemEntry;

/** Who reads, what they may, and which audiences mean them. */
export interface Reader extends Sight, Standing {
  readonly user: UserId;
}

/** Which part of the timeline: exactly one of before, after, around, or none for the newest. */
export interface Cut {
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  readonly limit: number;
  /** The seq of a message: the replies in its thread instead of the room's timeline. */
  readonly thread?: number;
}

export interface History {
  /** Room-level messages and system entries in the cut, or the replies of one thread, that the reader may see, ascending by seq, in the state of `head`. Reads only what it returns, however long the room is. */
  page(
    room: RoomId,
    reader: Reader,
    cut: Cut,
  ): Promise<{
    items: readonly StoredItem[];
    hasBefore: boolean;
    hasAfter: boolean;
    head: number;
    /** Of a thread: the message it grew from, whoever may see it. */
    root?: StoredMessage;
  }>;
  /** Messages by id, wherever they are; ids that do not exist are absent. `reader` decides `mine` only: rights are the caller's business. */
  messages(ids: readonly MessageId[], reader: UserId): Promise<readonly StoredMessage[]>;
  /** What a message said before each edit, oldest first, as far as the room keeps it; rights are the caller's business. */
  versions(message: MessageId): Promise<readonly MessageVersion[]>;
  /** Where a message was in this room before it was moved the last time; undefined if it was never moved from here. */
  formerPlace(room: RoomId, message: MessageId): Promise<{ seq: number; threadSeq?: number } | undefined>;
  /** Everyone who reacted to these messages, in that order. */
  reactors(
    ids: readonly MessageId[],
  ): Promise<ReadonlyMap<MessageId, readonly { emoji: string; users: readonly UserId[] }[]>>;
  /** Room-level messages after `after` that are live, visible to the reader, not hidden from and not by them; of those, the ones that mention them by name or audience. Counting stops at 1000. */
  countUnread(room: RoomId, reader: Reader, after: number): Promise<{ unread: number; mentions: number }>;
  /** The newest room-level message of each room that the reader may see. */
  previews(rooms: readonly RoomId[], reader: UserId): Promise<ReadonlyMap<RoomId, Preview>>;
}
