// The end of a room, and what becomes of it until then.
import type { EntryOf } from './entry.ts';
import type { UserId } from './id.ts';

/** A room that is to go: nobody does anything in it any more. */
export interface Deletion {
  readonly by: UserId;
  /** From then on it cannot be restored. */
  readonly deletesAt: number;
  /** Who still sees it, and may restore it; nobody once it has ended. */
  readonly keepers: readonly UserId[];
}

/** The entries that close a room, open it again and end it. */
export type ClosingEntry = EntryOf<'room.deleted'> | EntryOf<'room.restored'> | EntryOf<'room.ended'>;

/** What holds after such an entry; undefined: the room is there as ever. */
export function deletionAfter(entry: ClosingEntry): Deletion | undefined {
  const { kind, by } = entry;
  if (kind === 'room.restored') return undefined;
  return kind === 'room.ended'
    ? { by, deletesAt: entry.at, keepers: [] }
    : { by, deletesAt: entry.deletesAt, keepers: entry.keepers };
}
