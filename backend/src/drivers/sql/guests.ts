import type { InviteId, RoomId, UserId } from '@sup/protocol';
import type { GuestStore } from '../../services/auth/guest-store.ts';
import type { SqlStore } from './sql-store.ts';

/** Guests in SQL. */
export function sqlGuests(sql: SqlStore): GuestStore {
  return {
    async all() {
      const rows = await sql.read
        .selectFrom('guests')
        .selectAll()
        .select((of) =>
          of
            .selectFrom('invite_uses')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .whereRef('invite_uses.user', '=', 'guests.user')
            .where('state', '<>', 'done')
            .as('open'),
        )
        .execute();
      return rows.map(({ user, room, invite, until, open }) => ({
        user: user as UserId,
        room: room as RoomId,
        invite: invite as InviteId,
        until: Number(until),
        isEntering: Number(open ?? 0) > 0,
      }));
    },
    erase: (ask) => sql.write('guests.erase', ask),
  };
}
