import {
  isClientKey,
  limits,
  type RoomId,
  type StateItem,
  type StateSynced,
  SupError,
  stateKey,
  type UserId,
  utf8Length,
} from '@sup/protocol';
import { type Bus, topics } from '../../bus/bus.ts';
import type { Caller } from '../caller.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import { readClientValue } from './client-value.ts';
import type { OwnStream, OwnStreamStore } from './own-stream.ts';

/** Leaves room in the largest frame for what stands around the items. */
const pageBytesMax = limits.frameBytesMax - 4_096;

const savedPrefix = 'saved:';

/** What the own stream is built of. */
export interface OwnStreamParts {
  readonly store: OwnStreamStore;
  readonly bus: Bus;
  readonly rooms: Pick<RoomIndex, 'membership'>;
}

/** Builds the own stream. */
export function createOwnStream(parts: OwnStreamParts): OwnStream {
  const { store } = parts;
  return {
    rev: (user) => store.rev(user),
    revOf: async (user, key) => (await store.get(user, [key]))[0]?.rev ?? 0,
    set: (by, key, value) => set(parts, by, { key, value }),
    put: (user, key, value) => put(parts, user, { key, value }),
    async announce(user, keys) {
      tell(parts.bus, user, await store.get(user, keys));
    },
    sync: (by, rev) => sync(store, by.user, rev),
  };
}

async function set(
  parts: OwnStreamParts,
  by: Caller,
  item: { key: string; value: unknown },
): Promise<{ rev: number }> {
  const { key } = item;
  if (!isClientKey(key)) throw new SupError('state-key-refused');
  const value = item.value === null ? null : readClientValue(key, item.value);
  // Keys of rooms one is not in would let a stream grow without end; removing one is always allowed.
  const room = roomOf(key);
  if (value !== null && room !== undefined) await mustBeMember(parts, by.user, room);
  const [now] = await parts.store.get(by.user, [key]);
  if (JSON.stringify(now?.value ?? null) === JSON.stringify(value))
    return { rev: now?.rev ?? (await parts.store.rev(by.user)) };
  if (value !== null && !now?.value && key.startsWith(savedPrefix)) await mustHaveRoom(parts.store, by.user);
  const written = await put(parts, by.user, { key, value });
  if (key === stateKey.receipts())
    parts.bus.publish(topics.hiding(), { user: by.user, hidden: value !== null });
  return written;
}

async function mustHaveRoom(store: OwnStreamStore, user: UserId): Promise<void> {
  if ((await store.count(user, savedPrefix)) >= limits.savedMax) throw new SupError('too-many-kept');
}

async function put(
  parts: OwnStreamParts,
  user: UserId,
  item: { key: string; value: unknown },
): Promise<{ rev: number }> {
  const written = await parts.store.put(user, [item]);
  tell(parts.bus, user, written);
  return { rev: written.at(-1)?.rev ?? (await parts.store.rev(user)) };
}

function tell(bus: Bus, user: UserId, items: readonly StateItem[]): void {
  if (items.length > 0) bus.publish(topics.user(user), { type: 'state', user, items });
}

/** A page ends at limits.stateItemsMax items or at what fits into a frame, but has at least one item if there is any. */
async function sync(store: OwnStreamStore, user: UserId, rev: number): Promise<StateSynced> {
  // The head first: whatever has a rev up to it is committed, so a page that is not cut short reaches it.
  const head = await store.rev(user);
  const found = await store.after(user, rev, limits.stateItemsMax);
  const items: StateItem[] = [];
  let bytes = 0;
  for (const item of found) {
    bytes += utf8Length(JSON.stringify(item)) + 1;
    if (items.length > 0 && bytes > pageBytesMax) break;
    items.push(item);
  }
  const last = items.at(-1)?.rev ?? 0;
  const isCut = items.length < found.length || found.length === limits.stateItemsMax;
  const newest = Math.max(head, last);
  return { items, rev: isCut ? last : newest, head: newest };
}

async function mustBeMember(parts: OwnStreamParts, user: UserId, room: RoomId): Promise<void> {
  if (!(await parts.rooms.membership(room, user))) throw new SupError('room-not-found');
}

/** The room that a client's key is about, if it is about one: isClientKey has seen to it that its id follows the colon. */
function roomOf(key: string): RoomId | undefined {
  return key.split(':')[1] as RoomId | undefined;
}
