import type { RoomId } from '@sup/protocol';
import { expire } from './expire.ts';
import type { Retention } from './expiry-store.ts';
import type { LifecycleParts } from './lifecycle-parts.ts';

/** What is read at once. */
const dueMax = 500;
const entriesMax = 500;
const dayMs = 86_400_000;

/** Ends every message whose own time is over. */
export async function sweepDue(parts: LifecycleParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const due = await parts.expiry.due(parts.clock.now(), dueMax);
    let ended = 0;
    for (const [room, messages] of Map.groupBy(due, ({ room }) => room))
      ended += (
        await expire(
          parts,
          room,
          messages.map(({ message }) => message),
        )
      ).ended;
    // What was deleted in the same moment by somebody else is not due the next time.
    if (due.length < dueMax || ended === 0) return;
  }
}

/** Ends every message that is older than its room keeps them. */
export async function sweepRetention(parts: LifecycleParts, signal: AbortSignal): Promise<void> {
  for (const retention of await parts.expiry.retentions()) await trim(parts, retention, signal);
}

/** Follows the room's log from where it was trimmed last up to what is young enough. */
async function trim(
  parts: LifecycleParts,
  { room, days, trimmed }: Retention,
  signal: AbortSignal,
): Promise<void> {
  const before = parts.clock.now() - days * dayMs;
  for (let seq = trimmed; !signal.aborted; ) {
    const to = await trimSome(parts, { room, from: seq, before });
    if (to === seq) return;
    await parts.expiry.trimmed(room, to);
    seq = to;
  }
}

/** Ends what is too old of the next entries; answers the last seq that was. */
async function trimSome(
  parts: LifecycleParts,
  { room, from, before }: { room: RoomId; from: number; before: number },
): Promise<number> {
  const read = await parts.roomLog.read(room, from, entriesMax);
  const young = read.findIndex(({ entry }) => entry.at >= before);
  const old = young === -1 ? read : read.slice(0, young);
  const messages = old.flatMap(({ entry }) => (entry.kind === 'message' ? [entry.id] : []));
  const { left } = await expire(parts, room, messages);
  // Gone on from here with the next beat.
  if (left > 0) return from;
  return old.at(-1)?.entry.seq ?? from;
}
