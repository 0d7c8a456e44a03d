import type { RoomId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { Cache } from './cache.ts';
import type { Outbox } from './outbox.ts';
import type { Clock } from './platform.ts';
import type { Rooms } from './rooms.ts';
import type { Sync } from './sync.ts';

/** How long an acknowledged write's entry may be on its way before it is asked for. */
const entryPatienceMs = 1_000;

export interface AcknowledgedParts {
  readonly clock: Clock;
  readonly rooms: Rooms;
  readonly outbox: Outbox;
  readonly cache: Cache;
  readonly sync: Sync;
}

/** The server has a write of mine: its entry is here, comes by itself, or is asked for. */
export function acknowledged(parts: AcknowledgedParts, room: RoomId, seq: number): void {
  const { clock, rooms, outbox, cache, sync } = parts;
  const log = rooms.logOf(room);
  log?.hear(seq);
  const isOpen = rooms.find(room)?.isOpen ?? false;
  const isQuiet = log === undefined || (log.view.memberCount > limits.smallRoomMembersMax && !isOpen);
  // Of a large room that is not open no entries come; the write is done when it is acknowledged.
  if (isQuiet || log.head >= seq) cache.put(...outbox.reached(room, seq));
  else {
    clock.after(entryPatienceMs, () => {
      if (log.head < seq) sync.want(room);
    });
  }
}
