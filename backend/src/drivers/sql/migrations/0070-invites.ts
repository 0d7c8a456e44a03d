import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Invitations, who came by them, and who asks to be let in. */
export const invites: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table invites (
    id text primary key not null,
    kind text not null,
    room text not null,
    hash text not null unique,
    hint text,
    role text not null,
    made_by text not null,
    made_at bigint not null,
    expires_at bigint,
    uses_max bigint,
    uses bigint not null,
    revoked_at bigint
  )`,
  'create index invites_of_room on invites (room) where revoked_at is null',
  `create table invite_uses (
    invite text not null,
    "user" text not null,
    intent text not null,
    device text not null,
    state text not null,
    at bigint not null,
    primary key (invite, "user")
  )`,
  `create index invite_uses_unfinished on invite_uses (at) where state <> 'done'`,
  `create table join_requests (
    room text not null,
    "user" text not null,
    device text not null,
    text text,
    state text not null,
    at bigint not null,
    granter text,
    intent text,
    primary key (room, "user")
  )`,
  'create index join_requests_of_user on join_requests ("user")',
  `create index join_requests_unfinished on join_requests (at) where state = 'approved'`,
];
