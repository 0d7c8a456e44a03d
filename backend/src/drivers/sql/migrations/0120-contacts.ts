import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Rooms that strangers bring people into: who is in one without having accepted it, and who asked. */
export const contacts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  // 1 while the person has not accepted the room: it is then no room of theirs.
  'alter table room_members add column asked integer not null default 0',
  // However many rooms wait for somebody, those that are theirs are found without them.
  'create index room_members_standing on room_members ("user", asked, room)',
  `create table contact_requests (
    "user" text not null,
    room text not null,
    "by" text not null,
    kind text not null,
    state text not null,
    at bigint not null,
    primary key ("user", room)
  )`,
  'create index contact_requests_waiting on contact_requests ("user", at, room) where state = \'waiting\'',
  'create index contact_requests_made on contact_requests ("by", kind, at)',
];
