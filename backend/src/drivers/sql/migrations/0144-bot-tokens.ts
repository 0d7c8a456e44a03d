import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tokens of bots that end by themselves. */
export const botTokens: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table bot_tokens add column expires_at bigint',
  'create index bot_tokens_to_expire on bot_tokens (expires_at) where expires_at is not null and revoked_at is null',
];
