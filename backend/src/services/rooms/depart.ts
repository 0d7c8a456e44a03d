// Whoever goes takes along what reads and writes for them (R119): their bots, and the accounts of the addresses at which
// programs post that they made. All of it is one append, so that nothing lies between the one and the other.
import { type RoomId, SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { type EntryDraft, isBanned, type LiveState } from '../log/index.ts';
import { act } from './act.ts';
import type { RoomsParts } from './rooms-parts.ts';
import { tellMembers } from './tell-members.ts';

export interface Departure {
  readonly room: RoomId;
  /** Who goes. */
  readonly user: UserId;
  readonly content: readonly unknown[];
  /** The entries about the person, with whom they take along; those of these follow. Nothing where nothing is to be done. */
  decide(live: LiveState | undefined, along: readonly UserId[]): readonly EntryDraft[];
}

/** Proposes what ends a membership, or keeps one from beginning; tells those who are out. */
export async function depart(parts: RoomsParts, by: Caller, departure: Departure): Promise<void> {
  const { room, user, content, decide } = departure;
  const theirs = await parts.users.ownedBy(user);
  const gone = new Set<UserId>();
  await act(parts, by, {
    room,
    content,
    decide: (live) => {
      gone.clear();
      const along = theirs.filter((one) => live?.members.has(one));
      const about = decide(live, along);
      if (about.length === 0) return { entries: [] };
      if (live?.members.has(user)) gone.add(user);
      for (const one of along) gone.add(one);
      return { entries: [...about, ...along.map((one) => left(by, one))] };
    },
  });
  if (gone.size > 0) await tellMembers(parts, room, { users: [...gone], member: false });
  await followLate(parts, by, { room, user, known: theirs });
}

/** What they made and brought in while they were being removed. Now that they are out, they bring in nothing more. */
async function followLate(
  parts: RoomsParts,
  by: Caller,
  { room, user, known }: { room: RoomId; user: UserId; known: readonly UserId[] },
): Promise<void> {
  const late = (await parts.users.ownedBy(user)).filter((one) => !known.includes(one));
  if (late.length === 0) return;
  let users: UserId[] = [];
  await act(parts, by, {
    room,
    content: ['follow', ...late],
    decide: (live) => {
      users = live?.members.has(user) ? [] : late.filter((one) => live?.members.has(one));
      return { entries: users.map((one) => left(by, one)) };
    },
  });
  if (users.length > 0) await tellMembers(parts, room, { users, member: false });
}

/** Throws what `refusal` says unless an owner stays, or nobody at all. */
export function mustLeaveOwner(
  state: LiveState,
  leaving: readonly UserId[],
  refusal: 'last-owner' | 'forbidden',
): void {
  const members = [...state.members].filter(([user]) => !leaving.includes(user));
  const takesOwner = leaving.some((user) => state.members.get(user)?.role === 'owner');
  if (!takesOwner || members.length === 0 || members.some(([, { role }]) => role === 'owner')) return;
  throw new SupError(refusal);
}

/** Whose an account is, if it is a bot's: it comes in nowhere where they may not. */
export async function ownerOf({ users }: RoomsParts, user: UserId): Promise<UserId | undefined> {
  const [view] = await users.views([user]);
  return view?.bot?.owner;
}

/** True while a person, or the one whose bot this is, may not come in. */
export function isKeptOut(state: LiveState, who: readonly (UserId | undefined)[], now: number): boolean {
  return who.some((one) => one !== undefined && isBanned(state, one, now));
}

const left = ({ user: by }: Caller, user: UserId): EntryDraft => ({ kind: 'member.left', by, user });
