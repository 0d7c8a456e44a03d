import { type Entry, type EntryOf, type Sight, sees, type UserId } from '@sup/protocol';
import type { StoredEntry } from './room-log.ts';

/** The first seq from which a reader must see to be given all of the entry: its message's, and in a thread its root's. */
export function seenFrom(entry: Entry): number {
  // Nobody is given all of it.
  if (entry.kind === 'space.child') return Number.NEGATIVE_INFINITY;
  if (entry.kind === 'messages.expired')
    return Math.min(...entry.messages.map(({ seq, threadSeq = seq }) => Math.min(seq, threadSeq)));
  const own = 'targetSeq' in entry ? entry.targetSeq : entry.seq;
  return 'threadSeq' in entry ? Math.min(own, entry.threadSeq ?? own) : own;
}

/** With memberships of the past a later seq does not follow from an earlier one: each place is looked at. */
function seesAll(sight: Sight, entry: Entry): boolean {
  if ('targetSeq' in entry && !sees(sight, entry.targetSeq)) return false;
  return !('threadSeq' in entry) || entry.threadSeq === undefined || sees(sight, entry.threadSeq);
}

/** The entry for those who may not see the message it is about: without body and author (R36). */
export function withoutContent(entry: Entry): Entry {
  if (!('targetSeq' in entry)) return entry;
  const { by: _by, ...rest } = entry;
  if (rest.kind === 'mark') {
    const { mark: _mark, ...bare } = rest;
    return bare;
  }
  if (rest.kind === 'poll') {
    const { count: _count, ...bare } = rest;
    return bare;
  }
  if (rest.kind !== 'edit' && rest.kind !== 'return') return rest;
  const { mentions: _mentions, audience: _audience, ...bare } = rest;
  if (bare.kind === 'edit') return { ...bare, body: null };
  const { reactions: _reactions, poll: _poll, ...empty } = bare;
  return { ...empty, body: null };
}

/** That the directory has changed: each reads of it what they may see. */
function withoutRoom({ seq, at, kind }: EntryOf<'space.child'>): Entry {
  return { seq, at, kind };
}

/** Those of the messages that the reader has ever seen. */
function withoutUnseen(entry: EntryOf<'messages.expired'>, sight: Sight): Entry {
  const messages = entry.messages.filter(
    ({ seq, threadSeq = seq }) => sees(sight, seq) && sees(sight, threadSeq),
  );
  return { ...entry, messages };
}

/** What a reader is given of an entry; undefined if it is not for them. */
export function visibleEntry(stored: StoredEntry, reader: Sight & { user: UserId }): Entry | undefined {
  const { entry, hiddenFrom } = stored;
  if (hiddenFrom === reader.user || !sees(reader, entry.seq)) return undefined;
  if (entry.kind === 'space.child') return withoutRoom(entry);
  if (seenFrom(entry) >= reader.visibleFrom) return entry;
  if (entry.kind === 'messages.expired') return withoutUnseen(entry, reader);
  if (seesAll(reader, entry)) return entry;
  // A reply in a thread whose beginning they may not see is not for them (R75).
  return entry.kind === 'message' ? undefined : withoutContent(entry);
}
