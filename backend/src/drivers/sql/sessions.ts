import type { DeviceId, SessionId, UserId } from '@sup/protocol';
import type { Selectable } from 'kysely';
import type { EndReason, Session, SessionStore } from '../../services/auth/session-store.ts';
import type { SessionsTable } from './account-tables.ts';
import type { SqlStore } from './sql-store.ts';

/** Sign-ins in SQL. */
export function sqlSessions(sql: SqlStore): SessionStore {
  const rows = () => sql.read.selectFrom('sessions');
  return {
    open: (session) => sql.write('sessions.open', session),
    async get(session) {
      const row = await rows().selectAll().where('id', '=', session).executeTakeFirst();
      return row && sessionOf(row);
    },
    async live(user, now) {
      const found = await rows()
        .selectAll()
        .where('user', '=', user)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', now)
        .orderBy('last_seen_at', 'desc')
        .execute();
      return found.map(sessionOf);
    },
    refresh: (ask) => sql.write('sessions.refresh', ask),
    end: (ask) => sql.write('sessions.end', ask),
    async endedSince({ endedAfter, accessAfter }) {
      const found = await rows()
        .select(['id', 'user', 'access_until'])
        .where('ended_at', 'is not', null)
        .where((or) => or.or([or('ended_at', '>', endedAfter), or('access_until', '>', accessAfter)]))
        .execute();
      return found.map((row) => ({
        user: row.user as UserId,
        session: row.id as SessionId,
        accessUntil: Number(row.access_until),
      }));
    },
    async knows(user, address) {
      const row = await rows()
        .select('id')
        .where('user', '=', user)
        .where('address', '=', address)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    purge: (at) => sql.write('sessions.purge', { at }),
  };
}

function sessionOf(row: Selectable<SessionsTable>): Session {
  return {
    id: row.id as SessionId,
    user: row.user as UserId,
    device: row.device as DeviceId,
    client: row.client,
    address: row.address,
    createdAt: Number(row.created_at),
    lastSeenAt: Number(row.last_seen_at),
    expiresAt: Number(row.expires_at),
    accessUntil: Number(row.access_until),
    tokens: {
      generation: Number(row.generation),
      former: row.former ?? undefined,
      fresh: row.fresh.split(' ').filter(Boolean),
    },
    ended: (row.end_reason ?? undefined) as EndReason | undefined,
  };
}
