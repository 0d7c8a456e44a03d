import type { RoomId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { Decision, LiveState, RoomState } from '../log/index.ts';
import { freshCmid } from './room-ids.ts';
import type { RoomsParts } from './rooms-parts.ts';

/** Proposes an act that is idempotent by itself: its cmid is new each time and never looked up. False if nothing was to be done. */
export async function act(
  parts: Pick<RoomsParts, 'log' | 'clock'>,
  by: Pick<Caller, 'user' | 'device'>,
  what: {
    room: RoomId;
    content: readonly unknown[];
    prepare?: (state: RoomState | undefined) => Promise<void> | undefined;
    decide: (state: LiveState | undefined) => Decision;
  },
): Promise<boolean> {
  const record = await parts.log.propose(what.room, {
    by: by.user,
    device: by.device,
    cmid: freshCmid(parts.clock),
    since: Number.MAX_SAFE_INTEGER,
    content: what.content,
    ...(what.prepare && { prepare: what.prepare }),
    decide: what.decide,
  });
  return record !== undefined;
}
