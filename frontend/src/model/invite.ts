import type { Right, Role, RoomKind, RoomSettings } from '@sup/protocol';
import { isPublic, lowestRole, mayGrant, rankOf } from '@sup/protocol/wire';

/** How long an invitation can be made to work, and for how many. */
export type InviteKind = 'link' | 'spoken';
export type InviteLife = 'hour' | 'day' | 'week' | 'month' | 'ever';
/** What it makes of people, the usual one first. */
export type InviteRole = 'member' | 'guest' | 'moderator' | 'admin';
export type InviteUses = 'any' | 'one' | 'ten' | 'hundred';

const daySeconds = 86_400;
const seconds: Record<InviteLife, number | null> = {
  hour: 3_600,
  day: daySeconds,
  week: 7 * daySeconds,
  month: 30 * daySeconds,
  ever: null,
};
const people: Record<InviteUses, number | undefined> = { any: undefined, one: 1, ten: 10, hundred: 100 };

/** The code in what somebody pasted: the code itself, or the link that ends with it. */
export function codeIn(text: string): string {
  return text.trim().split('/').at(-1) ?? '';
}

/** What a code that is said aloud may live is short; who comes as a guest goes when the link ends. */
export function livesOf({ kind, guests }: Pick<InviteChoice, 'kind' | 'guests'>): readonly InviteLife[] {
  if (kind === 'spoken') return ['hour', 'day'];
  return guests ? ['hour', 'day', 'week', 'month'] : ['hour', 'day', 'week', 'month', 'ever'];
}

/** For how many it may be. */
export function usesOf({ guests }: Pick<InviteChoice, 'guests'>): readonly InviteUses[] {
  return guests ? ['one', 'ten', 'hundred'] : ['any', 'one', 'ten', 'hundred'];
}

export interface InviteChoice {
  readonly kind: InviteKind;
  /** For people without an account: a link, and they become guests. */
  readonly guests: boolean;
  readonly role: InviteRole;
  readonly life: InviteLife;
  readonly uses: InviteUses;
}

/** The choice in the server's terms. */
export function inviteAsk({ kind, guests, role, life, uses }: InviteChoice) {
  const usesMax = people[uses];
  const ask = { expiresInSeconds: seconds[life], ...(usesMax === undefined ? {} : { usesMax }) };
  return guests ? { ...ask, kind: 'link' as const, role: 'guest' as const, guests } : { ...ask, kind, role };
}

interface MyPlace {
  readonly kind: RoomKind;
  readonly myRole: Role;
  readonly settings?: RoomSettings | undefined;
  readonly deletesAt?: number | undefined;
}

/** Who may add people by name may do so by invitation. */
export function mayInvite(room: MyPlace): boolean {
  return may(room, 'add-member');
}

/** Who may let people in without an account. */
export function mayInviteGuests(room: MyPlace): boolean {
  return may(room, 'invite-guest');
}

/** What I may make of those who come; the server has the last word. */
export function rolesToGive(room: MyPlace): readonly InviteRole[] {
  if (!mayInvite(room)) return [];
  const higher = may(room, 'change-role') ? (['moderator', 'admin'] as const) : [];
  return ['member', 'guest', ...higher.filter((role) => mayGrant(room.myRole, role))];
}

/** Only what is public is joined without being brought in, so only they can ask. */
export function mayChangeAsking(room: MyPlace): boolean {
  return isPublic(room) && may(room, 'change-settings');
}

/** Who may let people into what asks, or make it ask. */
export function seesRequests(room: MyPlace): boolean {
  if (!isPublic(room)) return false;
  return mayChangeAsking(room) || (room.settings?.asks === true && mayInvite(room));
}

function may({ kind, myRole, settings, deletesAt }: MyPlace, right: Right): boolean {
  if (deletesAt !== undefined) return false;
  const lowest = lowestRole(kind, settings, right);
  return lowest !== undefined && rankOf(myRole) >= rankOf(lowest);
}
