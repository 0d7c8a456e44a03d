import type { Entry, UserId } from '@sup/protocol';
import type { StoredEntry } from './room-log.ts';

/** The first seq from which a reader must see to be given all of the entry: its message's, and in a thread its root's. */
export function seenFrom(entry: Entry): number {
  const own = 'targetSeq' in entry ? entry.targetSeq : entry.seq;
  return 'threadSeq' in entry ? Math.min(own, entry.threadSeq ?? own) : own;
}

/** The entry for those who may not see the message it is about: without body and author (R36). */
export function withoutContent(entry: Entry): Entry {
  if (!('targetSeq' in entry)) return entry;
  const { by: _by, ...rest } = entry;
  if (rest.kind !== 'edit') return rest;
  const { mentions: _mentions, ...bare } = rest;
  return { ...bare, body: null };
}

/** What a reader is given of an entry; undefined if it is not for them. */
export function visibleEntry(
  stored: StoredEntry,
  reader: { user: UserId; visibleFrom: number },
): Entry | undefined {
  const { entry, hiddenFrom } = stored;
  if (entry.seq < reader.visibleFrom || hiddenFrom === reader.user) return undefined;
  if (seenFrom(entry) >= reader.visibleFrom) return entry;
  // A reply in a thread whose beginning they may not see is not for them (R75).
  return entry.kind === 'message' ? undefined : withoutContent(entry);
}
