import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Accounts that programs act for, their tokens, and addresses at which programs post. */
export const integrations: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table users add column owner text',
  'create index users_of_owner on users (owner) where owner is not null',
  `create table bot_tokens (
    id text primary key not null,
    bot text not null,
    hash text not null unique,
    name text not null,
    can_read integer not null,
    can_write integer not null,
    rooms text,
    hint text not null,
    made_at bigint not null,
    last_used_at bigint,
    revoked_at bigint
  )`,
  'create index bot_tokens_of_bot on bot_tokens (bot)',
  `create table incoming_hooks (
    id text primary key not null,
    room text not null,
    account text not null unique,
    hash text not null unique,
    hint text not null,
    made_by text not null,
    made_at bigint not null,
    last_used_at bigint,
    revoked_at bigint
  )`,
  'create index incoming_hooks_of_room on incoming_hooks (room) where revoked_at is null',
  `create table outgoing_hooks (
    id text primary key not null,
    room text not null,
    name text not null,
    url text not null,
    secret text not null,
    made_by text not null,
    made_at bigint not null,
    state text not null,
    delivered bigint not null,
    failures bigint not null,
    failing_since bigint,
    next_at bigint
  )`,
  'create index outgoing_hooks_of_room on outgoing_hooks (room)',
  `create table hook_deliveries (
    hook text not null,
    n bigint not null,
    seq bigint not null,
    at bigint not null,
    duration_ms bigint not null,
    outcome text not null,
    arrived integer not null,
    primary key (hook, n)
  )`,
];
