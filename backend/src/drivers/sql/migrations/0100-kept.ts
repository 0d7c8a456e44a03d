import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/**
 * What a room keeps of its messages: pins and marks lie beside the other changes of a message, found by the seq of the
 * entry that made them. `forwards` says where a forwarded message was said before; it is apart from the log, because
 * not everyone in the room may know it.
 */
export const kept: Migration = {
  async up(db: Kysely<unknown>) {
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    for (const statement of columns) await sql.raw(statement).execute(db);
    await sql`${sql.raw(forwards)}${clustered}`.execute(db);
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const columns = [
  'alter table message_changes add column pin_seq bigint',
  'alter table message_changes add column pinned text',
  'alter table message_changes add column mark text',
  'alter table message_changes add column mark_who text',
  'alter table message_changes add column mark_seq bigint',
  'alter table message_changes add column marked text',
];

const forwards = `create table forwards (
  room integer not null,
  seq bigint not null,
  from_room text not null,
  from_message text not null,
  primary key (room, seq)
)`;

const indexes = [
  'create index message_changes_pins on message_changes (room, pin_seq) where pin_seq is not null',
  'create index message_changes_marks on message_changes (room, mark, mark_seq) where mark is not null',
];
