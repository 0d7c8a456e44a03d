/*
 * Asking to be let into a channel that wants to be asked, and granting it. A grant touches two stores, so it is an
 * intent like a redemption: the row says who grants it under which cmid, the person is admitted, the row goes.
 */
import { isPublic, type JoinRequestView, type RoomId, SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { InvitesState } from './invites-parts.ts';
import { newIntent } from './redeem.ts';
import type { Approval } from './request-store.ts';

const dayMs = 86_400_000;
const openMax = 50;
const shownMax = 200;
const resumedMax = 500;

/** Asks to be let in. Who was turned down asks again after a day. */
export async function ask(
  { requests, roomIndex, clock }: InvitesState,
  by: Caller,
  { room, text }: { room: RoomId; text?: string | undefined },
): Promise<void> {
  const now = clock.now();
  const [row, membership, ban] = await Promise.all([
    roomIndex.room(room),
    roomIndex.membership(room, by.user),
    roomIndex.ban(room, by.user),
  ]);
  const isBanned = (ban?.until ?? 0) > now;
  if (!row || !isPublic(row.info) || !row.info.settings?.asks || isBanned)
    throw new SupError('room-not-found');
  if (membership) throw new SupError('already-member');
  await requests.put({
    room,
    user: by.user,
    device: by.device,
    at: now,
    head: row.head,
    openMax,
    turnedDownSince: now - dayMs,
    ...(text && { text }),
  });
}

/** Who waits, for those who may let them in. */
export async function waiting(
  { requests, rooms, roomIndex, users }: InvitesState,
  by: Caller,
  room: RoomId,
): Promise<{ requests: JoinRequestView[] }> {
  await rooms.mustMayGrant(room, by.user, { role: 'member' });
  const rows = await requests.waiting(room, shownMax);
  // Some came in by another way meanwhile.
  const inside = await Promise.all(rows.map(({ user }) => roomIndex.membership(room, user)));
  const views = new Map((await users.views(rows.map(({ user }) => user))).map((view) => [view.id, view]));
  const shown = rows.flatMap(({ user: id, at, text }, place) => {
    const user = inside[place] ? undefined : views.get(id);
    return user && !user.deleted ? [{ user, at, ...(text !== undefined && { text }) }] : [];
  });
  return { requests: shown };
}

/** Lets somebody in, or turns them down. Throws request-not-found if they do not ask (any more). */
export async function decide(
  invites: InvitesState,
  by: Caller,
  { room, user, approve }: { room: RoomId; user: UserId; approve: boolean },
): Promise<void> {
  const { requests, rooms, clock } = invites;
  await rooms.mustMayGrant(room, by.user, { role: 'member' });
  const at = clock.now();
  if (!approve) {
    if (!(await requests.turnDown({ room, user, at }))) throw new SupError('request-not-found');
    return;
  }
  const approval = await requests.approve({ room, user, by: by.user, intent: newIntent(invites), at });
  if (!approval) throw new SupError('request-not-found');
  await complete(invites, approval);
}

/** Takes up the grants that a crash or a full disk cut off, begun before `before`. */
export async function resumeApprovals(invites: InvitesState, before: number): Promise<void> {
  for (const approval of await invites.requests.unfinished(before, resumedMax)) {
    await complete(invites, approval).catch((error: unknown) => {
      if (error instanceof SupError && error.row.retry === 'never') return;
      invites.telemetry.log.warn(
        'A granted request to join could not be finished; it is taken up again later.',
        {
          error,
        },
      );
    });
  }
}

/** Takes a grant to its end. What the room refuses for good lets the request wait for somebody else. */
async function complete({ requests, rooms }: InvitesState, approval: Approval): Promise<void> {
  const { room, user, device, by: granter, intent: cmid, head: invitedAt, isResumed } = approval;
  try {
    await rooms.admit({ room, user, device, role: 'member', granter, invitedAt, cmid, isResumed });
  } catch (error) {
    if (error instanceof SupError && error.row.retry === 'never')
      await requests.finish({ approval, isSettled: false });
    throw error;
  }
  await requests.finish({ approval, isSettled: true });
}
