import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/** How far people have come in rooms, when they came there, and when they were last here. */
export const cursors: Migration = {
  async up(db: Kysely<unknown>) {
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    for (const statement of statements) await sql`${sql.raw(statement)}${clustered}`.execute(db);
  },
};

const statements = [
  `create table cursors (
    room text not null,
    "user" text not null,
    delivered bigint not null,
    read bigint not null,
    primary key (room, "user")
  )`,
  // An advance a row, so that a message can say when each person received and read it.
  `create table delivery_receipts (
    room text not null,
    "user" text not null,
    kind text not null,
    up_to_seq bigint not null,
    at bigint not null,
    primary key (room, "user", kind, up_to_seq)
  )`,
  `create table last_seen (
    "user" text not null,
    at bigint not null,
    primary key ("user")
  )`,
];
