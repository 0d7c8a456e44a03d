import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/** What becomes of messages: former versions that a room keeps. */
export const lifecycle: Migration = {
  async up(db: Kysely<unknown>) {
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    for (const statement of clusteredTables) await sql`${sql.raw(statement)}${clustered}`.execute(db);
  },
};

const clusteredTables = [
  // `version` is the seq of the log row whose body a message had before an edit; no text lies twice.
  `create table message_versions (
    room integer not null,
    seq bigint not null,
    version bigint not null,
    primary key (room, seq, version)
  )`,
];
