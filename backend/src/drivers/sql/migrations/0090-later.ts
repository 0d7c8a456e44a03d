import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Messages that are sent later, and messages that come back. */
export const later: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table schedules (
    "user" text not null,
    id text not null,
    device text not null,
    room text not null,
    view text not null,
    due_at bigint not null,
    state text not null,
    refusal text,
    tries bigint not null,
    primary key ("user", id)
  )`,
  `create index schedules_due on schedules (due_at, id) where state <> 'refused'`,
  `create table reminders (
    "user" text not null,
    room text not null,
    message text not null,
    due_at bigint not null,
    primary key ("user", room, message)
  )`,
  'create index reminders_due on reminders (due_at)',
];
