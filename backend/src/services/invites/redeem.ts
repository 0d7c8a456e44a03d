/*
 * Coming in by an invitation touches two stores, so it is an intent (decision 2):
 *
 *   take     a use and the row of this try, in one write
 *   admit    the person into the room's log, under the try's id as cmid: whatever is repeated joins once
 *   finish   the try; one that did not lead in gives its use back
 *
 * A crash in between leaves the row, and `resume` goes on from it. What the log says decides: a try whose entry is
 * there has joined, also if the person has left since.
 */
import { type Cmid, makeId, type RoomId, SupError } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import { mustBeForAccounts, mustFind, orLinkInvalid } from './find.ts';
import { hashInviteCode } from './invite-code.ts';
import type { Redemption } from './invite-store.ts';
import type { InvitesState } from './invites-parts.ts';

/** Tries that are taken up again in one go. */
const resumedMax = 500;

/** Joins by a code. Who is in the room already uses nothing up, also with a code that is no longer good. */
export async function redeem(
  invites: InvitesState,
  by: Caller,
  { code, from }: { code: string; from: Origin },
): Promise<RoomId> {
  const { store, clock, roomIndex } = invites;
  const invite = await mustFind(invites, code, from);
  const { room } = invite;
  if (await roomIndex.membership(room, by.user)) return room;
  if (invite.guests) await mustBeForAccounts(invites, invite);
  const redemption = await store.take({
    hash: hashInviteCode(code),
    user: by.user,
    device: by.device,
    intent: newIntent(invites),
    at: clock.now(),
  });
  await orLinkInvalid(complete(invites, redemption));
  return room;
}

export function newIntent({ clock }: Pick<InvitesState, 'clock'>): Cmid {
  return makeId<'Cmid'>(clock.now(), clock.random(10));
}

/** Takes a try to its end. Throws what the room says; what may pass leaves the try to be resumed. */
export async function complete({ store, rooms }: InvitesState, redemption: Redemption): Promise<void> {
  const { invite, user, device, intent: cmid, isResumed } = redemption;
  const admission = {
    room: invite.room,
    role: invite.role,
    guests: invite.guests,
    granter: invite.by,
    // What several can use invites nobody in particular: they see what follows their joining (R215).
    invitedAt: invite.usesMax === 1 ? invite.head : undefined,
    user,
    device,
    cmid,
    isResumed,
  };
  const joined = await rooms.admit(admission).catch(async (error: unknown) => {
    if (error instanceof SupError && error.row.retry === 'never')
      await store.finish({ redemption, joined: false });
    throw error;
  });
  await store.finish({ redemption, joined });
}

/** Takes up the tries that a crash or a full disk cut off, begun before `before`. */
export async function resume(invites: InvitesState, before: number): Promise<void> {
  for (const redemption of await invites.store.unfinished(before, resumedMax)) {
    await settle(invites, redemption);
  }
}

/** Takes a try to its end for nobody who waits: what fails now is taken up later. */
export async function settle(invites: InvitesState, redemption: Redemption): Promise<void> {
  try {
    await orLinkInvalid(complete(invites, redemption));
  } catch (error) {
    if (error instanceof SupError && error.code === 'link-invalid') return;
    const { log } = invites.telemetry;
    log.warn('A redemption could not be finished; it is taken up again later.', { error });
  }
}
