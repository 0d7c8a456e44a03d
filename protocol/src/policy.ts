// Who may use a route or a frame: declared beside each, checked when the server starts, told by the OpenAPI document.
// What depends on the thing itself (a higher role, a ban, slow mode) is decided by the services, at the head of the log.
import { type RightName, rights } from './rights.ts';

const plain = [
  /** Nobody need be signed in: what is handed in is the right to do so, if there is any. */
  'anyone',
  /** Whoever is signed in. Names no room. */
  'user',
  /** Of what is named, whose it is; for others it is not there. */
  'own',
  /** Administrators of the server. */
  'admin',
  /** Whoever is signed in, also from outside the room that is named. */
  'visitor',
  /** Members of the room. For everyone else it is not there, here and below (R29). */
  'member',
  /** Members, about themselves. */
  'self',
  /** Members, about a message of theirs. */
  'author',
  /** The same, unless they are muted or the room is archived. */
  'editor',
  /** Owners of the room. */
  'owner',
] as const;

/** `right:…`: members whose role has that right in the room. */
export type Who = (typeof plain)[number] | `right:${RightName}`;

/** One of several suffices. */
export type Policy = Who | readonly Who[];

export interface Access {
  readonly policy: Policy;
  /** What a bot's token must allow; absent: for people only (R113). */
  readonly bot?: 'read' | 'write';
  /** Also for who came by a guest link, in the one room of theirs; absent: not for them (R219). */
  readonly guest?: true;
}

const known: ReadonlySet<unknown> = new Set([...plain, ...rights.map((right) => `right:${right}`)]);
/** What is said of a room by none of these, and of no room by any other; `own` goes with both. */
const roomless: ReadonlySet<Who> = new Set<Who>(['anyone', 'user', 'admin']);

/** The words of a policy. */
export function whoOf(policy: Policy): readonly Who[] {
  return typeof policy === 'string' ? [policy] : policy;
}

/** What is wrong with a declaration, whatever the types said; undefined if nothing is (R190). */
export function policyFault(
  access: { readonly policy?: unknown; readonly bot?: unknown; readonly guest?: unknown } | undefined,
  { namesRoom }: { namesRoom: boolean },
): string | undefined {
  const { policy, bot, guest } = access ?? {};
  const words: readonly unknown[] = Array.isArray(policy) ? policy : [policy];
  if (policy === undefined || words.length === 0) return 'has no policy';
  const strange = words.find((word) => !known.has(word));
  if (strange !== undefined) return `has the policy ${String(strange)}, which nobody knows`;
  if (bot !== undefined && bot !== 'read' && bot !== 'write')
    return `wants ${String(bot)} of a bot, which nobody knows`;
  if (guest !== undefined && guest !== true) return `wants ${String(guest)} of a guest, which nobody knows`;
  const wrong = (words as readonly Who[]).find((word) => word !== 'own' && roomless.has(word) === namesRoom);
  if (wrong === undefined) return undefined;
  return namesRoom
    ? `names a room, and its policy ${wrong} says nothing of those in it`
    : `names no room, and its policy ${wrong} is about one`;
}
