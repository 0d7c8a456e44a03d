import type { RoomId } from '@sup/protocol';
import type { Log } from './log.ts';
import type { LogParts } from './log-parts.ts';
import { RoomWriter } from './room-writer.ts';

/** Rooms whose state is kept; the longest unused idle ones beyond that are forgotten and loaded again when needed. */
const roomsMax = 20_000;

/** Builds the log over a store. `options.roomsMax` is for tests. */
export function createLog(parts: LogParts, options: { roomsMax?: number } = {}): Log {
  const max = options.roomsMax ?? roomsMax;
  // A Map keeps the order of insertion: setting a room again on each use makes its first keys the longest unused.
  const writers = new Map<RoomId, RoomWriter>();

  function writerOf(room: RoomId): RoomWriter {
    const writer = writers.get(room) ?? new RoomWriter(room, parts);
    writers.delete(room);
    writers.set(room, writer);
    if (writers.size > max) forgetOldest(writers);
    return writer;
  }

  return {
    propose: (room, proposal) => writerOf(room).propose(proposal),
    head: async (room) => writers.get(room)?.head ?? (await parts.store.heads([room])).get(room) ?? 0,
    drain: async () => {
      await Promise.all([...writers.values()].map((writer) => writer.whenIdle()));
    },
  };
}

/** Forgets the longest unused room that has nothing under way; looks at a few only, so that a busy server does not scan. */
function forgetOldest(writers: Map<RoomId, RoomWriter>): void {
  let looked = 0;
  for (const [room, writer] of writers) {
    if (writer.idle) {
      writers.delete(room);
      return;
    }
    looked += 1;
    if (looked > 32) return;
  }
}
