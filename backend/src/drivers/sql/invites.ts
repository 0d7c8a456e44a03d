import type { InviteId, InviteRole, RoomId, UserId } from '@sup/protocol';
import type { Selectable } from 'kysely';
import type { Invite, InviteStore } from '../../services/invites/invite-store.ts';
import type { InvitesTable } from './invite-tables.ts';
import { liveInvites, redemptionOf } from './invite-writes.ts';
import type { SqlStore } from './sql-store.ts';

/** Invitations in SQL. */
export function sqlInvites(sql: SqlStore): InviteStore {
  const { read } = sql;
  return {
    add: (ask) => sql.write('invites.add', ask),
    async get(by) {
      const rows = read.selectFrom('invites').selectAll();
      const one = 'hash' in by ? rows.where('hash', '=', by.hash) : rows.where('id', '=', by.id);
      const row = await one.executeTakeFirst();
      return row && inviteOf(row);
    },
    async live(room, now) {
      const rows = await liveInvites(read, room, now).selectAll().orderBy('id', 'desc').execute();
      return rows.map(inviteOf);
    },
    revoke: (ask) => sql.write('invites.revoke', ask),
    take: (ask) => sql.write('invites.take', ask),
    finish: (ask) => sql.write('invites.finish', ask),
    async unfinished(before, limit) {
      const rows = await read
        .selectFrom('invite_uses')
        .innerJoin('invites', 'invites.id', 'invite_uses.invite')
        .select([
          'invite',
          'user',
          'intent',
          'device',
          'room',
          'role',
          'made_by',
          'head',
          'uses_max',
          'guests',
        ])
        .where('state', '<>', 'done')
        .where('at', '<', before)
        .orderBy('at')
        .limit(limit)
        .execute();
      return rows.map(redemptionOf);
    },
  };
}

function inviteOf(row: Selectable<InvitesTable>): Invite {
  return {
    id: row.id as InviteId,
    kind: row.kind,
    room: row.room as RoomId,
    role: row.role as InviteRole,
    by: row.made_by as UserId,
    madeAt: Number(row.made_at),
    uses: Number(row.uses),
    ...(row.expires_at !== null && { expiresAt: Number(row.expires_at) }),
    ...(row.uses_max !== null && { usesMax: Number(row.uses_max) }),
    ...(row.revoked_at !== null && { revokedAt: Number(row.revoked_at) }),
    ...(row.guests && { guests: true }),
    ...(row.head !== null && { head: Number(row.head) }),
    ...(row.hint !== null && { hint: row.hint }),
  };
}
