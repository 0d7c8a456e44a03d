// The door of threads: who follows them, and what is unread in them. Replies are messages, and messaging's business.
import type { MessageId, RoomId, ThreadGot, ThreadListed, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { Reader } from '../messaging/history.ts';
import type { OwnThreads } from '../messaging/message-view.ts';
import type { Root } from './thread-index.ts';

export interface Threads extends ThreadsOfMessages {
  /** Threads of one room with exact counts; those that the caller may not see are absent. */
  get(by: Caller, ask: { room: RoomId; threads: readonly MessageId[] }): Promise<ThreadGot>;
  /** Those that the caller follows, by last reply, newest first. */
  list(by: Caller, after: string | undefined): Promise<ThreadListed>;
  /** Moves the caller's marker in a thread, also back; answers the rev of their own stream. */
  mark(by: Caller, ask: { room: RoomId; thread: MessageId; seq: number }): Promise<{ rev: number }>;
  /** Follows a thread or ends that; answers the rev of the own stream. */
  follow(by: Caller, ask: { room: RoomId; thread: MessageId; on: boolean }): Promise<{ rev: number }>;
}

/** What messaging asks of threads. */
export interface ThreadsOfMessages {
  /** What is a reader's own in the threads of these messages. */
  own(room: RoomId, reader: Reader, roots: readonly Root[]): Promise<OwnThreads>;
  /** An entry made some of these people follow the thread: their devices are told, and nobody waits for that. */
  grown(room: RoomId, thread: MessageId, users: readonly (UserId | undefined)[]): void;
}
