import type { RoomId } from '@sup/protocol';
import type { Append } from '../../../services/log/room-log.ts';

/** Entries for one room, to be appended if its head still is `head`. */
export interface AppendAsk {
  readonly room: RoomId;
  readonly head: number;
  readonly entries: readonly Append[];
}
