import type { AuditView } from '@sup/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** What of accounts and sign-ins leaves a trace. */
export type AccountEvent =
  | 'account.created'
  | 'account.deleted'
  | 'account.recovered'
  | 'admin.claimed'
  | 'bot.changed'
  | 'bot.created'
  | 'bot.deleted'
  | 'bot-token.expired'
  | 'bot-token.made'
  | 'bot-token.revoked'
  | 'guest.entered'
  | 'guest.ended'
  | 'guest.upgraded'
  | 'hook.made'
  | 'hook.resumed'
  | 'hook.revoked'
  | 'invite.made'
  | 'invite.revoked'
  | 'password.changed'
  | 'recovery-codes.made'
  | 'reset-link.made'
  | 'refresh.reused'
  | 'room.purged'
  | 'session.ended'
  | 'sessions.ended'
  | 'sign-in.succeeded';

/** Adds a trace within the caller's transaction. */
export async function leaveTrace(
  db: Kysely<Schema>,
  what: AccountEvent,
  event: Omit<AuditView, 'what'>,
): Promise<void> {
  await insert(db, { ...event, what });
}

/** Adds an event to the audit record. */
export async function addAudit(db: Transaction<Schema>, event: AuditView): Promise<void> {
  await insert(db, event);
}

async function insert(db: Kysely<Schema>, { at, what, who, target, address }: AuditView): Promise<void> {
  await db
    .insertInto('audit')
    .values({ at, what, who: who ?? null, target: target ?? null, address: address ?? null })
    .execute();
}
