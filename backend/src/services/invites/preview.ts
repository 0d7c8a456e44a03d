import { type InvitePreview, SupError } from '@sup/protocol';
import type { Origin } from '../caller.ts';
import { mustFindUsable } from './find.ts';
import type { InvitesState } from './invites-parts.ts';

/** Where a code leads and who invites: nothing else of the room (R125). */
export async function preview(invites: InvitesState, code: string, from: Origin): Promise<InvitePreview> {
  const invite = await mustFindUsable(invites, code, from);
  const [row, [maker]] = await Promise.all([
    invites.roomIndex.room(invite.room),
    invites.users.views([invite.by]),
  ]);
  if (!row || !maker || row.info.kind === 'direct') throw new SupError('link-invalid');
  const { kind, name = '', topic } = row.info;
  return {
    kind,
    name,
    memberCount: row.memberCount,
    role: invite.role,
    ...(invite.guests && { guests: true }),
    by: { id: maker.id, handle: maker.handle, name: maker.name },
    ...(topic !== undefined && { topic }),
    ...(invite.expiresAt !== undefined && { expiresAt: invite.expiresAt }),
  };
}
