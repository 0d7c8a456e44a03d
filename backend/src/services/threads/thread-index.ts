// Port: who follows which threads, and what is unread in them. Projected from the logs by the log's driver.
import type { MessageId, RoomId, UserId } from '@sup/protocol';
import type { Reader, StoredMessage } from '../messaging/history.ts';

/** A message that a thread grew from, or may grow from. */
export interface Root {
  readonly id: MessageId;
  readonly seq: number;
}

export interface ThreadCounts {
  readonly following: boolean;
  /** Live replies after the marker, visible to the reader, not hidden from and not by them; of those, the ones that mention them by name or audience. 0 where they do not follow. Counting stops at 1000. */
  readonly unread: number;
  readonly mentions: number;
}

/** A thread to be counted, and from where. */
export interface CountAsk {
  readonly root: Root;
  readonly marker: number;
}

export interface FollowWrite {
  readonly user: UserId;
  readonly room: RoomId;
  readonly root: Root;
  readonly on: boolean;
}

export interface ThreadIndex {
  /** Counts threads of one room, in the order of the asks. */
  counts(room: RoomId, reader: Reader, asks: readonly CountAsk[]): Promise<readonly ThreadCounts[]>;
  /** Threads with their counts, in the order of the asks, all as of `head`. */
  read(
    room: RoomId,
    reader: Reader,
    asks: readonly CountAsk[],
  ): Promise<{ head: number; threads: readonly (ThreadCounts & { root: StoredMessage })[] }>;
  /** The threads with replies that a person follows in rooms of theirs, by last reply, newest first; `after` is the cursor of the last row before. */
  followed(
    user: UserId,
    after: string | undefined,
    limit: number,
  ): Promise<{ threads: readonly { room: RoomId; root: Root; cursor: string }[]; more: boolean }>;
  /** Notes what a person chose; resolves once it is durable, with their own stream. */
  follow(write: FollowWrite): Promise<void>;
}
