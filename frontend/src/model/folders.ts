// Changes of my folders, each as a new list.

interface FolderLike<Id extends string> {
  readonly id: string;
  readonly name: string;
  readonly rooms: Id[];
}

/** Puts a room at the end of a folder, or takes it out. */
export function withRoom<Id extends string>(
  folders: readonly FolderLike<Id>[],
  { folder, room, on }: { folder: string; room: Id; on: boolean },
): FolderLike<Id>[] {
  return folders.map((one) => {
    if (one.id !== folder) return one;
    const rooms = one.rooms.filter((id) => id !== room);
    return { ...one, rooms: on ? [...rooms, room] : rooms };
  });
}

/** Brings an item of a list one place forward. */
export function movedUp<Item>(items: readonly Item[], at: number): Item[] {
  const before = items[at - 1];
  const item = items[at];
  if (before === undefined || item === undefined) return [...items];
  return [...items.slice(0, at - 1), item, before, ...items.slice(at + 1)];
}
