import type { RoomSummary } from './types';

/** What the list shows: a filter of all chats, the archive, those that are deleted, or a folder of mine. */
export type RoomFilter = ChatFilter | Apart | `folder:${string}`;
/** What is shown by itself only. */
type Apart = 'archived' | 'deleted';
export type ChatFilter = 'all' | 'unread' | 'groups' | 'mentions';

/** Some chats under a name, in my order. */
export interface RoomFolder {
  readonly id: string;
  readonly name: string;
  readonly rooms: readonly string[];
  /** It is a space: the same for all who are in it. */
  readonly isSpace?: true;
}

/** The folder that a filter names, if there is one. */
export function folderOf(filter: RoomFilter, folders: readonly RoomFolder[]): RoomFolder | undefined {
  return folders.find(({ id }) => filter === `folder:${id}`);
}

/** What the list shows, in its order: a folder in its own, all else pinned first. */
export function shownRooms(
  rooms: readonly RoomSummary[],
  { filter, query, folders }: { filter: RoomFilter; query: string; folders: readonly RoomFolder[] },
): RoomSummary[] {
  const folder = folderOf(filter, folders);
  if (!folder) return sortRooms(filterRooms(rooms, filter, query));
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const inside = folder.rooms.flatMap((id) => byId.get(id) ?? []);
  return inside.filter((room) => room.deletesAt === undefined && hasWords(room, query));
}

/** Pinned rooms first in the order given, then the rest by last activity; equal times keep a stable order by id. */
export function sortRooms(rooms: readonly RoomSummary[]): RoomSummary[] {
  const pinned = rooms.filter((room) => room.pinned);
  const others = rooms.filter((room) => !room.pinned);
  others.sort((a, b) => b.lastActivityAt - a.lastActivityAt || (a.id < b.id ? -1 : 1));
  return [...pinned, ...others];
}

const passes: Record<ChatFilter | Apart, (room: RoomSummary) => boolean> = {
  all: () => true,
  unread: (room) => room.unread > 0,
  groups: (room) => room.kind !== 'direct',
  mentions: (room) => room.mentions > 0,
  archived: () => true,
  deleted: () => true,
};

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The rooms of a filter whose name, or whose peer's handle, has each word of the query. Who searches in all finds archived ones too, but none that is deleted. */
export function filterRooms(rooms: readonly RoomSummary[], filter: RoomFilter, query: string): RoomSummary[] {
  // The folder that a device remembers may be gone.
  const known = Object.hasOwn(passes, filter) ? (filter as keyof typeof passes) : 'all';
  const seesAll = known === 'all' && query.trim() !== '';
  return rooms.filter((room) => {
    if (known === 'deleted' || room.deletesAt !== undefined)
      return known === 'deleted' && room.deletesAt !== undefined && hasWords(room, query);
    if (!seesAll && room.archived !== (known === 'archived')) return false;
    return passes[known](room) && hasWords(room, query);
  });
}

function hasWords(room: RoomSummary, query: string): boolean {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  const text = fold(`${room.name} ${room.peer?.handle ?? ''}`);
  return words.every((word) => text.includes(word.replace(/^@/u, '')));
}

/** True for a chat that waits for me: unread where it may tell all and is in the list, or a mention where it may tell those. */
export function isWaiting({ unread, mentions, muted, silent, archived, deletesAt }: RoomSummary): boolean {
  if (deletesAt !== undefined) return false;
  return (unread > 0 && !muted && !archived) || (mentions > 0 && !silent);
}

/** How many chats wait for me: the number on the Unread chip and on the rail. */
export function countUnreadRooms(rooms: readonly RoomSummary[]): number {
  return rooms.filter(isWaiting).length;
}

/** The number in the window's title: what is unread in chats that may tell all, and mentions in those that may tell these. */
export function countWaiting(rooms: readonly RoomSummary[]): number {
  const counts = rooms
    .filter(({ deletesAt }) => deletesAt === undefined)
    .map(({ unread, mentions, muted, silent, archived }) => {
      if (!muted && !archived) return unread;
      return silent ? 0 : mentions;
    });
  return counts.reduce((sum, count) => sum + count, 0);
}
