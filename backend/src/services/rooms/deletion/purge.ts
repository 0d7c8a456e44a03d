/*
 * The end of a room whose time is over. Its log says so first: from that entry on nobody restores it, and nothing is added.
 * Then what is left of it is erased, a part in one write. A kill in between leaves the room due, and it is gone on with:
 * what was erased is not found again.
 */
import type { RoomId, UserId } from '@sup/protocol';
import type { DueWork } from '../../due-runner.ts';
import { hasEnded, nowhere } from '../../log/index.ts';
import { act } from '../act.ts';
import type { DeletionParts } from './deletion-parts.ts';
import { tellAll } from './tell-all.ts';

const roomsMax = 100;

/** Deleted rooms that nobody has restored. `signal`: stops between two parts. */
export function purges(parts: DeletionParts, signal: AbortSignal): DueWork {
  const { store } = parts;
  return {
    name: 'deleted rooms',
    next: () => store.next(),
    async run(now) {
      for (const room of await store.due(now, roomsMax)) await purge(parts, room, signal);
    },
  };
}

async function purge(parts: DeletionParts, room: RoomId, signal: AbortSignal): Promise<void> {
  const { store, ownStream, clock } = parts;
  if (!(await end(parts, room))) return;
  while (!signal.aborted) {
    const { isDone, told } = await store.erase({ room, at: clock.now() });
    for (const { user, keys } of told) await ownStream.announce(user, keys);
    if (isDone) return;
  }
}

/** False if somebody has restored it at the last moment. */
async function end(parts: DeletionParts, room: RoomId): Promise<boolean> {
  const { index, clock } = parts;
  const deletion = (await index.room(room))?.info.deletion;
  if (!deletion) return false;
  let isOver = false;
  let keepers: readonly UserId[] = [];
  const who = { user: deletion.by, device: nowhere };
  const ended = await act(parts, who, {
    room,
    content: ['end'],
    decide: (live) => {
      const now = live?.info.deletion;
      isOver = now !== undefined && now.deletesAt <= clock.now();
      if (!live || !now || !isOver || hasEnded(live.info)) return { entries: [] };
      keepers = now.keepers;
      return { entries: [{ kind: 'room.ended', by: now.by }] };
    },
  });
  if (ended) await tellAll(parts, room, { users: keepers, member: false });
  return isOver;
}
