import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Moves. A message that was moved has a row of `log` at each place where it was; all but the one where it is have the
 * state `moved` and no body, so that its id still finds one row. `moves` holds those from one room to another while they
 * are under way, with all that is carried.
 */
export const moves: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table message_changes add column moved_at bigint',
  'drop index log_messages',
  `create unique index log_messages on log (message) where message is not null and state <> 'moved'`,
  `create index log_former_places on log (message, room) where state = 'moved'`,
  `create table moves (
    account text not null,
    id text not null,
    device text not null,
    at bigint not null,
    ask text not null,
    content text,
    outcome text,
    primary key (account, id)
  )`,
  `create index moves_unfinished on moves (at) where outcome is null`,
];
