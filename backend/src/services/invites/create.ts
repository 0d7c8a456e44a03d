import { type InviteView, limits, makeId, type RoomId, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { hashInviteCode, hintOf, makeInviteCode } from './invite-code.ts';
import type { Invite } from './invite-store.ts';
import { inviteViews } from './invite-view.ts';
import type { Invites } from './invites.ts';
import type { InvitesState } from './invites-parts.ts';

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;
/** Invitations of one room that can be used at once. */
const liveMax = 100;

/** Makes an invitation to what the caller may grant themselves. Its code leaves the server here and never again. */
export async function create(
  invites: InvitesState,
  by: Caller,
  { room, ...ask }: { room: RoomId } & Parameters<Invites['create']>[2],
): Promise<{ invite: InviteView; code: string; link: string }> {
  const { store, clock, options } = invites;
  if (ask.guests) mustFitGuests(ask);
  const head = await invites.rooms.mustMayGrant(room, by.user, ask);
  const code = makeInviteCode(clock, ask.kind);
  const seconds = lifeSeconds(ask);
  const usesMax = ask.usesMax ?? (ask.guests ? limits.guestUsesMax : undefined);
  const madeAt = clock.now();
  const made: Omit<Invite, 'uses'> = {
    id: makeId<'InviteId'>(madeAt, clock.random(10)),
    kind: ask.kind,
    room,
    role: ask.role,
    ...(ask.guests && { guests: true }),
    by: by.user,
    madeAt,
    head,
    ...(seconds !== null && { expiresAt: madeAt + seconds * 1_000 }),
    ...(usesMax !== undefined && { usesMax }),
    ...(ask.kind === 'link' && { hint: hintOf(code) }),
  };
  await store.add({ ...made, hash: hashInviteCode(code), liveMax });
  const [invite] = await inviteViews(invites, [{ ...made, uses: 0 }]);
  if (!invite) throw new SupError('user-not-found');
  return { invite, code, link: `${options.publicUrl}/join/${code}` };
}

/** How long it is good; null: until it is revoked. */
function lifeSeconds({ kind, expiresInSeconds }: Parameters<Invites['create']>[2]): number | null {
  if (kind === 'link') return expiresInSeconds === undefined ? 7 * daySeconds : expiresInSeconds;
  if (expiresInSeconds === undefined) return hourSeconds;
  if (expiresInSeconds === null || expiresInSeconds > daySeconds)
    throw new SupError('invalid-input', {
      fields: { expiresInSeconds: `is at most ${daySeconds} for a spoken code` },
    });
  return expiresInSeconds;
}

/** Guests come by a link, as guests, for a while and not without end. Throws invalid-input. */
function mustFitGuests({
  kind,
  role,
  expiresInSeconds,
  usesMax = 1,
}: Parameters<Invites['create']>[2]): void {
  const fields = {
    ...(kind !== 'link' && { kind: 'is link for guests' }),
    ...(role !== 'guest' && { role: 'is guest for guests' }),
    ...((expiresInSeconds ?? Number.POSITIVE_INFINITY) > limits.guestSecondsMax && {
      expiresInSeconds: `is at most ${limits.guestSecondsMax} for guests`,
    }),
    ...(usesMax > limits.guestUsesMax && { usesMax: `is at most ${limits.guestUsesMax} for guests` }),
  };
  if (Object.keys(fields).length > 0) throw new SupError('invalid-input', { fields });
}
