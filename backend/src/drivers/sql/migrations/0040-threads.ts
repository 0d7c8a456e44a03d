import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/**
 * Threads. Replies are rows of `log` like any message, in lane 1; `thread_seq` is the seq of the message whose thread they
 * are in, and `log_threads` finds them. What a room shows of a thread lies beside the other changes of that message.
 */
export const threads: Migration = {
  async up(db: Kysely<unknown>) {
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    for (const statement of columns) await sql.raw(statement).execute(db);
    for (const statement of clusteredTables) await sql`${sql.raw(statement)}${clustered}`.execute(db);
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const columns = [
  'alter table log add column thread_seq bigint',
  'alter table message_changes add column thread text',
  'alter table message_changes add column thread_at bigint',
];

const clusteredTables = [
  // A row for whoever ever followed a thread; `following` is 0 once they chose not to.
  `create table thread_follows (
    "user" text not null,
    room text not null,
    root_seq bigint not null,
    root text not null,
    following integer not null,
    primary key ("user", room, root_seq)
  )`,
  `create table thread_mentions (
    "user" text not null,
    room integer not null,
    thread_seq bigint not null,
    seq bigint not null,
    primary key ("user", room, thread_seq, seq)
  )`,
];

const indexes = [
  // Has all that it takes to find a page of replies and the number of unread ones.
  `create index log_threads on log (room, thread_seq, seq, state, account, hidden_from) where thread_seq is not null`,
  'create index thread_mentions_of_message on thread_mentions (room, seq)',
];
