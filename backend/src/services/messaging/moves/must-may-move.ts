import type { UserId } from '@sup/protocol';
import {
  type LiveState,
  type Membership,
  mustBeAllowed,
  mustBeAllowedToWrite,
  mustBeMember,
} from '../../log/index.ts';

/** Throws why a person may not move messages out of a room, into it or within it: room-not-found, forbidden, room-archived or muted. */
export function mustMayMove(
  live: LiveState | undefined,
  user: UserId,
  now: number,
): { state: LiveState; member: Membership } {
  const found = mustBeMember(live, user);
  mustBeAllowed(found.state, found.member.role, 'move');
  mustBeAllowedToWrite(found.state, user, { act: 'move', now });
  return found;
}
