import type { RoomFolder } from './sort-rooms';

/** What a list knows of a room, as far as spaces go. */
interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly archived: boolean;
  /** Set while it is deleted. */
  readonly deletesAt?: number;
  readonly children?: readonly string[];
}

/** My spaces as the list offers them: each with my chats in it and in the spaces within it, in their order, each once. */
export function spaceFolders(rooms: readonly Listed[]): RoomFolder[] {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const inside = (id: string, above: readonly string[]): string[] => {
    const room = byId.get(id);
    // What is asked for again while it is being answered would never end.
    if (room?.deletesAt !== undefined) return [];
    if (room?.kind !== 'space' || above.includes(id)) return room && room.kind !== 'space' ? [id] : [];
    return (room.children ?? []).flatMap((child) => inside(child, [...above, id]));
  };
  return rooms
    .filter(({ kind, archived, deletesAt }) => kind === 'space' && !archived && deletesAt === undefined)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name }) => ({ id, name, rooms: [...new Set(inside(id, []))], isSpace: true }));
}

/** Before which room another has to be put so that it stands one place up or down; undefined: it cannot go there. */
export function neighbour<Id extends string>(
  rooms: readonly { readonly id: Id }[],
  { at, by, hasMore }: { at: number; by: -1 | 1; hasMore: boolean },
): Id | null | undefined {
  if (by === -1) return rooms[at - 1]?.id;
  if (at + 1 >= rooms.length) return undefined;
  const next = rooms[at + 2];
  if (next) return next.id;
  // What comes after the last one that is here is not known.
  return hasMore ? undefined : null;
}
