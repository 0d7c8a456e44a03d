import type { SessionId, UserId } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import type { Kysely, Transaction } from 'kysely';
import type { EndAsk, EndedSession, NewSession, SessionStore } from '../../services/auth/session-store.ts';
import { leaveTrace } from './audit-writes.ts';
import type { Schema } from './schema.ts';

/** Sign-ins that one person may have at once; the least used one ends when there would be more. */
const liveMax = 100;

/** Begins a session; ends those that are too many. Throws credentials-wrong for an account deleted meanwhile. */
export async function openSession(
  db: Transaction<Schema>,
  session: NewSession,
): Promise<readonly EndedSession[]> {
  const { user, at, address, id: target } = session;
  const account = await db
    .selectFrom('users')
    .select('id')
    .where('id', '=', user)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!account) throw new SupError('credentials-wrong');
  await insertSession(db, session);
  await leaveTrace(db, 'sign-in.succeeded', { at, who: user, target, address });
  const tooMany = await db
    .selectFrom('sessions')
    .select('id')
    .where('user', '=', user)
    .where('ended_at', 'is', null)
    .where('id', '<>', target)
    .orderBy('last_seen_at', 'desc')
    .limit(liveMax)
    .offset(liveMax - 1)
    .execute();
  const ended: EndedSession[] = [];
  for (const { id } of tooMany) {
    ended.push(...(await markEnded(db, { user, only: id as SessionId, reason: 'too-many', at })));
  }
  return ended;
}

/** Adds the row of a session that begins. */
export async function insertSession(db: Kysely<Schema>, session: NewSession): Promise<void> {
  const { at, expiresAt, accessUntil, firstToken, ...same } = session;
  await db
    .insertInto('sessions')
    .values({
      ...same,
      created_at: at,
      last_seen_at: at,
      expires_at: expiresAt,
      access_until: accessUntil,
      generation: 0,
      former: null,
      fresh: firstToken,
      ended_at: null,
      end_reason: null,
    })
    .execute();
}

/** Ends sessions and leaves a trace of it. */
export async function endSessions(db: Transaction<Schema>, ask: EndAsk): Promise<readonly EndedSession[]> {
  const ended = await markEnded(db, ask);
  if (ended.length === 0) return ended;
  const { at, user: who, address } = ask;
  const trace = { at, who, ...(address && { address }) };
  if (ask.reason === 'reused') await leaveTrace(db, 'refresh.reused', { ...trace, target: ask.only ?? '' });
  else if (ask.only) await leaveTrace(db, 'session.ended', { ...trace, target: ask.only });
  else await leaveTrace(db, 'sessions.ended', trace);
  return ended;
}

/** Ends sessions; who calls it leaves the trace. */
export async function markEnded(db: Kysely<Schema>, ask: EndAsk): Promise<EndedSession[]> {
  let query = db
    .updateTable('sessions')
    .set({ ended_at: ask.at, end_reason: ask.reason })
    .where('user', '=', ask.user)
    .where('ended_at', 'is', null)
    .returning(['id', 'access_until']);
  if (ask.only) query = query.where('id', '=', ask.only);
  if (ask.except) query = query.where('id', '<>', ask.except);
  const rows = await query.execute();
  return rows.map((row) => ({
    user: ask.user as UserId,
    session: row.id as SessionId,
    accessUntil: Number(row.access_until),
  }));
}

/** Replaces the refresh tokens if they still are the known ones. */
export async function refreshSession(
  db: Transaction<Schema>,
  ask: Parameters<SessionStore['refresh']>[0],
): Promise<boolean> {
  const { session, known, next } = ask;
  const done = await db
    .updateTable('sessions')
    .set({
      generation: next.generation,
      former: next.former ?? null,
      fresh: next.fresh.join(' '),
      last_seen_at: ask.at,
      expires_at: ask.expiresAt,
      access_until: ask.accessUntil,
      address: ask.address,
    })
    .where('id', '=', session)
    .where('ended_at', 'is', null)
    .where('generation', '=', known.generation)
    .where('fresh', '=', known.fresh.join(' '))
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Forgets sessions that ended or expired before `at`. */
export async function purgeSessions(db: Transaction<Schema>, { at }: { at: number }): Promise<void> {
  await db.deleteFrom('sessions').where('ended_at', '<', at).execute();
  await db.deleteFrom('sessions').where('expires_at', '<', at).execute();
}
