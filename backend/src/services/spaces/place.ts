import type { RoomId } from '@sup/protocol';

/** Places begin this far apart: so often a room can be put between two others before all are placed anew. */
const apart = 2 ** 32;

export interface Placed {
  readonly room: RoomId;
  readonly place: number;
}

/** What has to be said so that a room stands before another, or as the last: one place, or where none is left, all. */
export function placing(
  children: ReadonlyMap<RoomId, number>,
  { room, before }: { room: RoomId; before: RoomId | null },
): readonly Placed[] {
  const others = [...children].filter(([id]) => id !== room).sort(([, a], [, b]) => a - b);
  const at = before === null ? others.length : others.findIndex(([id]) => id === before);
  const low = others[at - 1]?.[1];
  const high = others[at]?.[1];
  const own = children.get(room);
  if (own !== undefined && own > (low ?? -Infinity) && own < (high ?? Infinity)) return [];
  if (high === undefined) return [{ room, place: (low ?? 0) + apart }];
  if (low === undefined) return [{ room, place: high - apart }];
  const place = Math.floor((low + high) / 2);
  if (place > low) return [{ room, place }];
  const order = [...others.slice(0, at).map(([id]) => id), room, ...others.slice(at).map(([id]) => id)];
  return order.map((id, index) => ({ room: id, place: (index + 1) * apart }));
}
