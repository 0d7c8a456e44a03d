import type { Right, Role, RoomKind, RoomSettings } from '@sup/protocol';
import { forever, lowestRole, mayGrant, outranks, rankOf, roles } from '@sup/protocol/wire';

/** What a room is to me, as far as it decides what I may do. */
export interface MyPlace {
  readonly kind: RoomKind;
  readonly myRole: Role;
  readonly settings: RoomSettings;
  readonly mutedUntil?: number | undefined;
  /** Set while the room is deleted: then nothing may be done in it. */
  readonly deletesAt?: number | undefined;
}

/** True if my role may; the server has the last word. */
export function may({ kind, myRole, settings, deletesAt }: MyPlace, right: Right): boolean {
  if (deletesAt !== undefined) return false;
  const lowest = lowestRole(kind, settings, right);
  return lowest !== undefined && rankOf(myRole) >= rankOf(lowest);
}

/** What I may do about someone here. */
export interface PersonActs {
  /** Roles that I may give them, with the one they have; empty where I may not. */
  readonly roles: readonly Role[];
  readonly transfer: boolean;
  readonly mute: boolean;
  readonly remove: boolean;
  readonly ban: boolean;
}

/** What I may do about a member of this role. */
export function actsUpon(place: MyPlace, role: Role): PersonActs {
  const isAbove = outranks(place.myRole, role);
  const canGive = isAbove && may(place, 'change-role');
  return {
    roles: canGive ? roles.filter((other) => other === role || mayGrant(place.myRole, other)) : [],
    transfer:
      place.deletesAt === undefined &&
      place.kind !== 'direct' &&
      place.myRole === 'owner' &&
      role !== 'owner',
    mute: isAbove && may(place, 'mute'),
    remove: isAbove && may(place, 'remove-member'),
    ban: isAbove && may(place, 'ban'),
  };
}

/** True if a message of mine, or of someone of that role (absent: no longer a member), may be deleted by me. */
export function mayDelete(place: MyPlace, message: { mine: boolean; role: Role | undefined }): boolean {
  if (place.deletesAt !== undefined) return false;
  if (message.mine) return true;
  if (!may(place, 'delete-any')) return false;
  return place.myRole === 'owner' || message.role === undefined || outranks(place.myRole, message.role);
}

export type WritingBlock =
  | { readonly why: 'deleted' | 'archived' | 'announcement' }
  | { readonly why: 'role'; readonly role: Role }
  /** Without `until` somebody has to end it. */
  | { readonly why: 'muted'; readonly until?: number };

/** Why I may not write here now; undefined when I may. */
export function writingBlock(place: MyPlace, now: number): WritingBlock | undefined {
  const { kind, settings, mutedUntil = 0 } = place;
  if (place.deletesAt !== undefined) return { why: 'deleted' };
  if (settings.archived) return { why: 'archived' };
  if (mutedUntil > now)
    return mutedUntil === forever ? { why: 'muted' } : { why: 'muted', until: mutedUntil };
  if (may(place, 'send')) return undefined;
  if (settings.announcement) return { why: 'announcement' };
  return { why: 'role', role: lowestRole(kind, settings, 'send') ?? 'owner' };
}

/** How long a ban or a mute lasts. */
export type Length = 'hour' | 'day' | 'week' | 'ever';
export const lengths: readonly Length[] = ['hour', 'day', 'week', 'ever'];

const hourMs = 3_600_000;
/** In milliseconds; undefined until somebody ends it. */
export const lengthMs: Readonly<Record<Length, number | undefined>> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  ever: undefined,
};
