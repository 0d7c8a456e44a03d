import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Polls. What was told of a poll's votes lies beside the message (`poll`), and which row of the log told it last
 * (`poll_seq`). Votes themselves are rows apart from the log, found by their message wherever that is moved to: of an
 * anonymous poll nothing else may say who voted. `due_at` is when something is to be done: telling, or closing.
 */
export const polls: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table message_changes add column poll text',
  'alter table message_changes add column poll_seq bigint',
  `create table polls (
    message text not null primary key,
    choices integer not null,
    several integer not null,
    anonymous integer not null,
    closes_at bigint,
    due_at bigint,
    state text not null,
    rev bigint not null,
    told bigint not null,
    told_at bigint not null default 0
  )`,
  'create index polls_due on polls (due_at) where due_at is not null',
  `create table poll_votes (
    message text not null,
    "user" text not null,
    choice integer not null,
    primary key (message, "user", choice)
  )`,
];
