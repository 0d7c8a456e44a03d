// How often a device tells how far it has read a room.
import { limits } from '@sup/protocol/wire';
import type { Pace } from './errands.ts';

/** The others see it as a tick, so the first is told at once; in a busy room the later ones wait (decision 16). */
const smallRoomPace: Pace = { apartMs: limits.receiptDebounceMs, isSpread: false };
/**
 * Only my own devices learn of it, and a thousand may be reading: what each of them tells must cost less than messages do.
 * Once the room is no longer on the screen, it is told at once.
 */
const largeRoomPace: Pace = { apartMs: 30_000, isSpread: true };

/** The pace in a room of so many members. */
export function readPace(memberCount: number): Pace {
  return memberCount > limits.receiptRoomMembersMax ? largeRoomPace : smallRoomPace;
}
