// Port: what rooms keep of their messages, projected from the logs, and where forwarded ones come from. Read only: the
// log's driver writes it.
import type { KeptList, MessageId, RoomId, UserId } from '@sup/protocol';
import type { Origin } from '../log/index.ts';
import type { StoredMessage } from './history.ts';

export interface KeptAsk {
  readonly list: KeptList;
  /** Only what is theirs to do. */
  readonly who?: UserId | undefined;
  /** Only what was pinned or marked by an entry before this seq. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface KeptIndex {
  /** Messages of a list in the state of `head`, with the seq of the entry that put each there, newest first. Rights are the caller's business. */
  list(
    room: RoomId,
    reader: UserId,
    ask: KeptAsk,
  ): Promise<{ found: readonly { message: StoredMessage; seq: number }[]; head: number }>;
  /** How many messages are pinned, whoever sees them. */
  countPins(room: RoomId): Promise<number>;
  /** Where forwarded messages of a room come from; others are absent. */
  origins(room: RoomId, messages: readonly MessageId[]): Promise<ReadonlyMap<MessageId, Origin>>;
}
