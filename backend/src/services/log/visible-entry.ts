import type { Entry, UserId } from '@sup/protocol';
import type { StoredEntry } from './room-log.ts';

/** True if the entry is about a message that a reader who sees from `visibleFrom` on may not see. */
export function isAboutUnseen(entry: Entry, visibleFrom: number): boolean {
  return 'targetSeq' in entry && entry.targetSeq < visibleFrom;
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
  return isAboutUnseen(entry, reader.visibleFrom) ? withoutContent(entry) : entry;
}
