// Whom a message calls without naming them: everyone, or those of a role. A mark, no list: who that is follows from the
// memberships at the seq of what says it, so it is the same wherever it is counted. No schema library in here.
import { limits } from './limits.ts';
import { type RoleName, roles } from './rights.ts';

export const audiences = ['everyone', ...roles] as const;
export type AudienceName = (typeof audiences)[number];

/** A role that somebody had, from one seq to another; both included. */
export interface FormerRole {
  readonly role: RoleName;
  readonly from: number;
  readonly to: number;
}

/** The part of a membership that decides which audiences mean its holder. */
export interface Standing {
  readonly role: RoleName;
  /** The entry by which they joined: who comes back is not meant by what was said before. */
  readonly joinedSeq: number;
  /** Since they joined, ascending; absent where there is none. */
  readonly formerRoles?: readonly FormerRole[] | undefined;
}

/** What a message, or an entry that says its words, calls. */
export interface Calling {
  readonly seq: number;
  readonly audience?: readonly AudienceName[] | undefined;
  /** The seq of the edit or return that said it last; absent: that of the message. */
  readonly audienceSeq?: number | undefined;
}

/** As what a message means this member; undefined where it does not, or only by their name. */
export function meantAs(
  { seq, audience, audienceSeq = seq }: Calling,
  standing: Standing,
): AudienceName | undefined {
  if (!audience || audienceSeq < standing.joinedSeq) return undefined;
  if (audience.includes('everyone')) return 'everyone';
  const role = roleAt(standing, audienceSeq);
  return role !== undefined && audience.includes(role) ? role : undefined;
}

/** What a role becomes of which so much is known: the former ones with the one that ends at `seq`. */
export function withFormerRole({ role, joinedSeq, formerRoles = [] }: Standing, seq: number): FormerRole[] {
  const from = (formerRoles.at(-1)?.to ?? joinedSeq - 1) + 1;
  return [...formerRoles, { role, from, to: seq - 1 }].slice(-limits.formerRolesMax);
}

/** In one order and without what is said already, as an entry has it; undefined for nobody. */
export function audienceOf(names: readonly AudienceName[] = []): AudienceName[] | undefined {
  if (names.length === 0) return undefined;
  return names.includes('everyone') ? ['everyone'] : roles.filter((role) => names.includes(role));
}

/** The roles of a membership since it began, each with the seqs in which it held; the last one has no end. */
export function rolesOf({ role, joinedSeq, formerRoles = [] }: Standing): readonly FormerRole[] {
  const from = (formerRoles.at(-1)?.to ?? joinedSeq - 1) + 1;
  return [...formerRoles, { role, from, to: Number.MAX_SAFE_INTEGER }];
}

function roleAt(standing: Standing, seq: number): RoleName | undefined {
  return rolesOf(standing).find(({ from, to }) => seq >= from && seq <= to)?.role;
}
