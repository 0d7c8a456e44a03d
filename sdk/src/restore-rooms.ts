import type { UserId } from '@sup/protocol';
import type { LocalStore } from './local-store.ts';
import type { StoredItem } from './records.ts';
import { RoomLog } from './room-log.ts';

/** My rooms as the local store has them, each with the newest part of its timeline. */
export async function restoreRooms(store: LocalStore, me: UserId): Promise<RoomLog[]> {
  const [records, items] = await Promise.all([store.list('rooms'), store.list('items')]);
  const byRoom = new Map<string, StoredItem[]>();
  for (const { key, value } of items) {
    const room = key.slice(0, key.indexOf(':'));
    const list = byRoom.get(room) ?? [];
    list.push(value);
    byRoom.set(room, list);
  }
  return records.map(({ key, value }) => RoomLog.restore(value, byRoom.get(key) ?? [], me));
}
