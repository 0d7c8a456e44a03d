import type { InviteView } from '@sup/protocol';
import type { Invite } from './invite-store.ts';
import type { InvitesParts } from './invites-parts.ts';

/** Invitations with who made them, in the order given. */
export async function inviteViews(
  { users }: Pick<InvitesParts, 'users'>,
  invites: readonly Invite[],
): Promise<InviteView[]> {
  const makers = await users.views([...new Set(invites.map((invite) => invite.by))]);
  const byId = new Map(makers.map((maker) => [maker.id, maker]));
  return invites.flatMap(({ room: _room, revokedAt: _revokedAt, head: _head, by, ...shown }) => {
    const maker = byId.get(by);
    return maker ? [{ ...shown, by: maker }] : [];
  });
}
