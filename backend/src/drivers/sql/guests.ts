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
        .where('upgraded_at', 'is', null)
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
    close: (user) => sql.write('guests.close', user),
    erase: (ask) => sql.write('guests.erase', ask),
    upgrade: (person) => sql.write('guests.upgrade', person),
    async upgraded() {
      const rows = await sql.read
        .selectFrom('guests')
        .leftJoin('invites', 'invites.id', 'guests.invite')
        .select(['guests.user', 'guests.room', 'invites.made_by'])
        .where('upgraded_at', 'is not', null)
        .execute();
      return rows.map(({ user, room, made_by }) => ({
        user: user as UserId,
        room: room as RoomId,
        ...(made_by && { granter: made_by as UserId }),
      }));
    },
    settle: (user) => sql.write('guests.settle', user),
  };
}
