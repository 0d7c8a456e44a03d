import { SupError } from '@sup/protocol';
import type { Origin } from '../caller.ts';
import { hashInviteCode, kindOfCode } from './invite-code.ts';
import type { Invite } from './invite-store.ts';
import type { InvitesState } from './invites-parts.ts';

/** The invitation with this code, usable or not. Throws link-invalid without one, rate-limited for who guesses. */
export async function mustFind(
  { store, guesses }: InvitesState,
  code: string,
  { address }: Origin,
): Promise<Invite> {
  const kind = kindOfCode(code);
  if (kind === undefined) throw new SupError('link-invalid');
  if (kind === 'spoken') await guesses.count(address);
  const invite = await store.get({ hash: hashInviteCode(code) });
  if (!invite) throw new SupError('link-invalid');
  if (kind === 'spoken') await guesses.wasRight(address);
  return invite;
}

/** Throws link-invalid if nobody can come in by it: expired, revoked, used up, or its maker may no longer give its role. */
export async function mustBeUsable({ clock, rooms }: InvitesState, invite: Invite): Promise<void> {
  const { expiresAt, revokedAt, usesMax, uses } = invite;
  const isOver = revokedAt !== undefined || (expiresAt !== undefined && expiresAt <= clock.now());
  if (isOver || (usesMax !== undefined && uses >= usesMax)) throw new SupError('link-invalid');
  await orLinkInvalid(rooms.mustMayGrant(invite.room, invite.by, invite));
}

/** The invitation with this code. Throws like mustFind and mustBeUsable. */
export async function mustFindUsable(invites: InvitesState, code: string, from: Origin): Promise<Invite> {
  const invite = await mustFind(invites, code, from);
  await mustBeUsable(invites, invite);
  return invite;
}

/** Throws guest-link for one that is for people without an account, link-invalid if it is good for nobody. */
export async function mustBeForAccounts(invites: InvitesState, invite: Invite): Promise<void> {
  await mustBeUsable(invites, invite);
  if (invite.guests) throw new SupError('guest-link');
}

/** What is wrong with the room or the maker is not told to who holds a link: it is no longer good (R121). */
export async function orLinkInvalid<Answer>(act: Promise<Answer>): Promise<Answer> {
  try {
    return await act;
  } catch (error) {
    if (!(error instanceof SupError) || error.row.retry === 'later') throw error;
    throw new SupError('link-invalid', {}, { cause: error });
  }
}
