import type { RoomSummary } from './types';

export type RoomFilter = 'all' | 'unread' | 'groups' | 'mentions';

/** Pinned rooms first in the order given, then the rest by last activity; equal times keep a stable order by id. */
export function sortRooms(rooms: readonly RoomSummary[]): RoomSummary[] {
  const pinned = rooms.filter((room) => room.pinned);
  const others = rooms.filter((room) => !room.pinned);
  others.sort((a, b) => b.lastActivityAt - a.lastActivityAt || (a.id < b.id ? -1 : 1));
  return [...pinned, ...others];
}

const passes: Record<RoomFilter, (room: RoomSummary) => boolean> = {
  all: () => true,
  unread: (room) => room.unread > 0,
  groups: (room) => room.kind !== 'direct',
  mentions: (room) => room.mentions > 0,
};

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The rooms of a filter whose name, or whose peer's handle, has each word of the query. */
export function filterRooms(rooms: readonly RoomSummary[], filter: RoomFilter, query: string): RoomSummary[] {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  return rooms.filter((room) => {
    if (!passes[filter](room)) return false;
    const text = fold(`${room.name} ${room.peer?.handle ?? ''}`);
    return words.every((word) => text.includes(word.replace(/^@/u, '')));
  });
}

/** Rooms that have something unread and are not muted: the number on the Unread chip and on the rail. */
export function countUnreadRooms(rooms: readonly RoomSummary[]): number {
  return rooms.filter((room) => room.unread > 0 && !room.muted).length;
}
