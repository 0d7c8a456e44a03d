// Who may do what. Rights are checked at the head of the log, so they live beside it: whoever is allowed here is allowed
// by everything that stands in the log before the entry. The table itself is protocol/src/rights.ts, because clients say
// it in words.
import {
  lowestRole,
  mayGrant,
  outranks,
  type Right,
  type Role,
  rankOf,
  SupError,
  type UserId,
} from '@sup/protocol';
import type { Membership, RoomInfo, RoomState } from './room-log.ts';
import type { LiveState } from './room-state.ts';

/** Rights that a room can set, and what no room can change. */
export type Act = Right | 'edit-own' | 'delete-own' | 'leave' | 'transfer';

/** What is the same in every room of a kind: the lowest role, or nobody. */
const fixed: Readonly<Record<Exclude<Act, Right>, { direct?: Role; others: Role }>> = {
  'edit-own': { direct: 'guest', others: 'guest' },
  'delete-own': { direct: 'guest', others: 'guest' },
  leave: { others: 'guest' },
  transfer: { others: 'owner' },
};

/** The lowest role that may; undefined where nobody may in such a room. */
function lowestFor({ kind, settings }: RoomInfo, act: Act): Role | undefined {
  if (!Object.hasOwn(fixed, act)) return lowestRole(kind, settings, act as Right);
  const row = fixed[act as keyof typeof fixed];
  return kind === 'direct' ? row.direct : row.others;
}

/** True if a role may act so in this room. */
export function isAllowed({ info }: Pick<RoomState, 'info'>, role: Role, act: Act): boolean {
  const lowest = lowestFor(info, act);
  return lowest !== undefined && rankOf(role) >= rankOf(lowest);
}

/**
 * Throws while a room is deleted: room-deleted for who may restore it, for everyone else what is thrown where there is
 * no room (R200).
 */
export function mustBeThere(info: RoomInfo | undefined, user: UserId): void {
  if (!info?.deletion) return;
  throw new SupError(info.deletion.keepers.includes(user) ? 'room-deleted' : 'room-not-found');
}

/** True once a room is gone for good: nobody can restore it. */
export function hasEnded({ deletion }: RoomInfo): boolean {
  return deletion?.keepers.length === 0;
}

/** The membership of who acts; throws room-not-found for everyone else, whether the room exists or not (R29), and as mustBeThere. */
export function mustBeMember<State extends RoomState>(
  state: State | undefined,
  user: UserId,
): { state: State; member: Membership } {
  const member = state?.members.get(user);
  if (!state || !member) throw new SupError('room-not-found');
  mustBeThere(state.info, user);
  return { state, member };
}

/** Throws forbidden, or room-kind where nobody may do that in such a room. */
export function mustBeAllowed(state: Pick<RoomState, 'info'>, role: Role, act: Act): void {
  if (isAllowed(state, role, act)) return;
  throw new SupError(lowestFor(state.info, act) === undefined ? 'room-kind' : 'forbidden');
}

/** Throws forbidden where the one does not stand above the other (R90). */
export function mustOutrank(role: Role, other: Role): void {
  if (!outranks(role, other)) throw new SupError('forbidden');
}

/** Throws forbidden where a role is not this one's to give or take (R90). */
export function mustBeGrantable(role: Role, granted: Role): void {
  if (!mayGrant(role, granted)) throw new SupError('forbidden');
}

/** Whoever lets people in with more than an ordinary role must be allowed to change roles as well. */
export function mustMayAdd(state: Pick<RoomState, 'info'>, role: Role, granted: Role): void {
  mustBeAllowed(state, role, 'add-member');
  if (rankOf(granted) <= rankOf('member')) return;
  mustBeAllowed(state, role, 'change-role');
  mustBeGrantable(role, granted);
}

/** True while a person may not come in. */
export function isBanned(state: Pick<RoomState, 'bans'>, user: UserId, now: number): boolean {
  return (state.bans.get(user)?.until ?? 0) > now;
}

/**
 * Throws why a member may not send, edit, react, pin, mark or move now: room-archived, muted, forbidden or slow-mode (R94 to R97).
 * What is theirs they may always delete.
 */
export function mustBeAllowedToWrite(
  state: LiveState,
  user: UserId,
  { act, now }: { act: 'send' | 'edit-own' | 'react' | 'pin' | 'mark' | 'move'; now: number },
): void {
  const { member } = mustBeMember(state, user);
  if (state.info.settings?.archived) throw new SupError('room-archived');
  const mutedMs = (state.mutes.get(user) ?? 0) - now;
  if (mutedMs > 0) throw new SupError('muted', waitOf(mutedMs));
  mustBeAllowed(state, member.role, act);
  if (act === 'send') mustBeSlowEnough(state, { user, role: member.role, now });
}

function mustBeSlowEnough(
  state: LiveState,
  { user, role, now }: { user: UserId; role: Role; now: number },
): void {
  const seconds = state.info.settings?.slowModeSeconds ?? 0;
  const sentAt = seconds > 0 ? state.sentAt.get(user) : undefined;
  if (sentAt === undefined || rankOf(role) >= rankOf('moderator')) return;
  const waitMs = sentAt + seconds * 1_000 - now;
  if (waitMs > 0) throw new SupError('slow-mode', waitOf(waitMs));
}

/** A wait that a client can count down; what ends when somebody ends it has none. */
function waitOf(ms: number): { retryAfterMs: number } | undefined {
  const yearMs = 366 * 24 * 3_600_000;
  return ms > yearMs ? undefined : { retryAfterMs: Math.ceil(ms) };
}
