/*
 * Guests: people without an account, in one room, until the link by which they came expires (R217 to R222). Inside, a
 * guest is an account without a password that ends by itself:
 *
 *   enter   the account, its session and a use of the link in one write; then the log lets them in
 *   end     tokens refused, sockets cut; out of the room by an entry; then the account is erased as by a deletion
 *
 * What ends one (time, the link taken back, removed, banned, gone) only moves `until` to now. Ending is due work: what a
 * kill cut off is begun again at the next start, where who is in no room any more is over as well.
 */
import {
  type DeviceId,
  makeId,
  type RoomId,
  type SessionId,
  SupError,
  stateKey,
  type UserId,
} from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import { spellCode } from '../code.ts';
import type { DueWork } from '../due-runner.ts';
import { fold } from '../fold.ts';
import type { Granted, Guests } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { announceEnded, endSessions } from './end-sessions.ts';
import type { Guest } from './guest-store.ts';
import { readHandle } from './handle.ts';
import { grant, prepareSession } from './new-session.ts';

/** Guests at once, of all rooms: they are held in memory. */
const guestsMax = 10_000;
const handleLength = 8;

/** Makes a guest and signs them in. Throws link-invalid, rate-limited, overloaded. */
export async function enterAsGuest(
  auth: AuthState,
  ask: Parameters<Guests['enter']>[0],
  from: Origin,
): Promise<Granted & { room: RoomId }> {
  const { clock, guests, telemetry } = auth;
  const { room, invite, until, ...admission } = await auth.invites.guestAdmission(ask.code, from);
  await auth.limits.guest(from.address);
  if (guests.size >= guestsMax) {
    telemetry.queueLimitReached('guests');
    throw new SupError('overloaded', { retryAfterMs: 60_000 });
  }
  const user = makeId<'UserId'>(clock.now(), clock.random(10)) as UserId;
  const { key: handle, skeleton } = readHandle(`guest-${spellCode(clock.random(handleLength))}`);
  const { session, refreshToken } = prepareSession(auth, user, { ...ask, from, until });
  const self = await auth.accounts.create({
    id: user,
    handle,
    skeleton,
    name: ask.name,
    nameKey: fold(ask.name),
    passwordHash: null,
    recoveryHashes: [],
    firstAdmin: false,
    guestUntil: until,
    admission,
    session,
  });
  guests.add({ user, room, invite, until });
  try {
    await auth.invites.admitGuest({ ...admission, user, device: session.device, at: session.at });
  } catch (error) {
    guests.end(user);
    throw error;
  }
  await auth.ownStream.announce(user, [stateKey.profile()]);
  return { ...(await grant(auth, session, { self, refreshToken })), room };
}

/** Reads into memory who is a guest; who was removed while that could not be noted is over. */
export async function loadGuests(auth: AuthState): Promise<void> {
  for (const { isEntering, ...guest } of await auth.guestStore.all()) {
    auth.guests.add(guest);
    const isInside = isEntering || (await auth.roomIndex.membership(guest.room, guest.user)) !== undefined;
    if (!isInside) auth.guests.end(guest.user);
  }
}

/** Ends those whose time is over. */
export function guestEnds(auth: AuthState): DueWork {
  return {
    name: 'guests',
    next: async () => auth.guests.next(),
    async run(now) {
      // One whose end fails for the moment keeps no other from theirs.
      const ends = await Promise.allSettled(auth.guests.due(now).map((guest) => endGuest(auth, guest)));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}

/** Who came as a guest may have an account by now, and the socket by which they came still be open. */
export function isBound({ guests }: AuthState, { user, guest }: Caller): boolean {
  return guest !== undefined && guests.get(user) !== undefined;
}

/** Throws user-not-found unless a guest asks about themselves or somebody in their room; of all others nothing is asked. */
export async function mustKnow(auth: AuthState, by: Caller, user: UserId): Promise<void> {
  const { roomIndex } = auth;
  if (!by.guest || !isBound(auth, by) || user === by.user) return;
  const { room } = by.guest;
  const found = (await roomIndex.membership(room, user)) ?? (await roomIndex.asked(room, user));
  if (!found) throw new SupError('user-not-found');
}

async function endGuest(auth: AuthState, { user, room }: Guest): Promise<void> {
  const { guestStore, clock } = auth;
  // Whoever has made an account in the same moment has done so before their end.
  if (!(await guestStore.close(user))) return auth.guests.forget(user);
  await endSessions(auth, { user, reason: 'guest-over' });
  await leaveIfThere(auth, user, room);
  announceEnded(auth, await guestStore.erase({ user, at: clock.now() }));
  // A joining that had been cut off may have been taken up in between; now there is none any more.
  await leaveIfThere(auth, user, room);
  auth.guests.forget(user);
  await auth.users.changed(user);
}

async function leaveIfThere({ rooms, clock }: AuthState, user: UserId, room: RoomId): Promise<void> {
  const id = makeId(clock.now(), clock.random(10));
  const self: Caller = { user, session: id as SessionId, device: id as DeviceId, admin: false };
  try {
    await rooms.leaveWithAccount(self, room);
  } catch (error) {
    if (!(error instanceof SupError && error.code === 'room-not-found')) throw error;
  }
}
