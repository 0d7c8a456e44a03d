// Who may do what, by kind of room and role. Rights are checked at the head of the log, so they live beside it.
import { type Role, type RoomKind, SupError, type UserId } from '@sup/protocol';
import type { Membership, RoomState } from './room-log.ts';

export type Act =
  | 'send'
  | 'edit-own'
  | 'delete-own'
  | 'delete-any'
  | 'react'
  | 'change-room'
  | 'add-member'
  | 'remove-member'
  | 'change-role'
  | 'leave';

const writing = ['send', 'edit-own', 'delete-own', 'react'] as const;
const owning = [
  ...writing,
  'delete-any',
  'change-room',
  'add-member',
  'remove-member',
  'change-role',
  'leave',
] as const;

const table: Record<RoomKind, Record<Role, readonly Act[]>> = {
  direct: { owner: writing, member: writing },
  group: { owner: owning, member: [...writing, 'add-member', 'leave'] },
  channel: { owner: owning, member: [...writing, 'add-member', 'leave'] },
};

/** True if a role may act so in a room of this kind. */
export function may(kind: RoomKind, role: Role, act: Act): boolean {
  return table[kind][role].includes(act);
}

/** The membership of who acts; throws room-not-found for everyone else, whether the room exists or not (R29). */
export function mustBeMember<State extends RoomState>(
  state: State | undefined,
  user: UserId,
): { state: State; member: Membership } {
  const member = state?.members.get(user);
  if (!state || !member) throw new SupError('room-not-found');
  return { state, member };
}

/** Throws forbidden, or room-kind where nobody may do that in such a room. */
export function mustBeAllowed(state: RoomState, role: Role, act: Act): void {
  const { kind } = state.info;
  if (may(kind, role, act)) return;
  throw new SupError(may(kind, 'owner', act) ? 'forbidden' : 'room-kind');
}
