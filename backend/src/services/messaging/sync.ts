import { type Entry, limits, nextSeen, type RoomId, type RoomSynced, type UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { visibleEntry } from '../log/index.ts';
import type { Reader } from './history.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { page } from './page.ts';
import { portionAround } from './portion.ts';

/** The entries after `from` (R33), or, for who is too far behind, a snapshot to go on from. */
export function sync(
  parts: MessagingParts,
  by: Caller,
  ask: { room: RoomId; from: number },
): Promise<RoomSynced> {
  const who = { room: ask.room, user: by.user };
  return parts.rooms.reading(who, (reader) => syncFor({ parts, by, reader }, ask));
}

async function syncFor(
  { parts, by, reader }: { parts: MessagingParts; by: Caller; reader: Reader },
  ask: { room: RoomId; from: number },
): Promise<RoomSynced> {
  const head = await parts.log.head(ask.room);
  const from = Math.min(ask.from, head);
  // What lies before the next that I may see is absent, so there is no need to read it.
  const start = Math.min(nextSeen(reader, from), head);
  if (head - start > limits.syncBehindMax) return snapshot(parts, by, ask);

  const found = await parts.store.read(ask.room, start, limits.syncEntriesMax);
  const stored = found.slice(
    ...portionAround(
      found.map(({ entry }) => bodyOf(entry)),
      0,
    ),
  );
  const to = stored.at(-1)?.entry.seq ?? start;
  const entries = stored.flatMap((one) => visibleEntry(one, reader) ?? []);
  const users = await parts.users.views(peopleInEntries(entries));
  return { from, to, head: Math.max(head, to), entries, users: [...users] };
}

async function snapshot(
  parts: MessagingParts,
  by: Caller,
  ask: { room: RoomId; from: number },
): Promise<RoomSynced> {
  const [found, newest] = await Promise.all([
    parts.rooms.get(by, ask.room),
    page(parts, by, { room: ask.room, limit: 50 }),
  ]);
  // The page's head, not the room's: what was logged between the two reads is then asked for again.
  const head = newest.head;
  return {
    from: ask.from,
    to: head,
    head,
    entries: [],
    users: [...newest.users, ...found.users],
    snapshot: { room: found.room, page: newest },
  };
}

const bodyOf = (entry: Entry): string | undefined =>
  'body' in entry && typeof entry.body === 'string' ? entry.body : undefined;

function peopleInEntries(entries: readonly Entry[]): UserId[] {
  const people = new Set<UserId>();
  for (const entry of entries) {
    if (entry.by !== undefined) people.add(entry.by);
    if ('user' in entry) people.add(entry.user);
    if (entry.kind === 'mark' && entry.mark?.who !== undefined) people.add(entry.mark.who);
    if ('mentions' in entry) for (const user of entry.mentions ?? []) people.add(user);
  }
  return [...people];
}
