// Seeing and taking back invitations: one's own, and everyone's for who may remove the people who came by them.
import { type InviteId, type InviteView, type RoomId, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { inviteViews } from './invite-view.ts';
import type { InvitesState } from './invites-parts.ts';

export async function list(
  invites: InvitesState,
  by: Caller,
  room: RoomId,
): Promise<{ invites: InviteView[] }> {
  const seesAll = await invites.rooms.mayManageInvites(room, by.user);
  const live = await invites.store.live(room, invites.clock.now());
  return { invites: await inviteViews(invites, seesAll ? live : live.filter((one) => one.by === by.user)) };
}

export async function revoke(
  invites: InvitesState,
  by: Caller,
  { room, invite: id }: { room: RoomId; invite: InviteId },
): Promise<void> {
  const isManager = await invites.rooms.mayManageInvites(room, by.user);
  const invite = await invites.store.get({ id });
  const isMine = invite?.by === by.user;
  if (invite?.room !== room || !(isMine || isManager)) throw new SupError('invite-not-found');
  await invites.store.revoke({ id, by: by.user, at: invites.clock.now() });
}
