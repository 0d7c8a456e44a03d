import type { Entry, RoomId } from '@sup/protocol';

/** What was broken, in words that start with the kind. */
export type Violation =
  | `lost: ${string}`
  | `doubled: ${string}`
  | `invented: ${string}`
  | `misplaced: ${string}`
  | `refused but stored: ${string}`
  | `body differs: ${string}`
  | `seqs not dense: ${string}`
  | `order: ${string}`
  | `gap in view: ${string}`
  | `missing in view: ${string}`
  | `differs in view: ${string}`
  | `not a member: ${string}`
  | `in a deleted room: ${string}`
  | `about what is gone: ${string}`
  | `tells too much: ${string}`;

/** A room's log, ascending by seq. */
export type Logs = ReadonlyMap<RoomId, readonly Entry[]>;
