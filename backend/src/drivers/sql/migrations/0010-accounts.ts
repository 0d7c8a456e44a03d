import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/** Accounts, their sign-ins, whom they block, and the audit record. */
export const accounts: Migration = {
  async up(db: Kysely<unknown>) {
    const dialect = isSqlite(db) ? sqlite : postgres;
    for (const statement of statements(dialect)) await sql.raw(statement).execute(db);
  },
};

interface Dialect {
  /** Compared by code point, so that a prefix is a range of an index. */
  readonly text: string;
  readonly counter: string;
}
const sqlite: Dialect = { text: 'text', counter: 'integer primary key autoincrement' };
const postgres: Dialect = { text: 'text collate "C"', counter: 'bigserial primary key' };

const statements = ({ text, counter }: Dialect) => [
  `create table users (
    id text primary key not null,
    handle ${text} not null unique,
    skeleton text not null unique,
    name text not null,
    name_key ${text} not null,
    about text,
    status text,
    password_hash text,
    admin integer not null,
    created_at bigint not null,
    deleted_at bigint
  )`,
  'create index users_by_name on users (name_key)',
  'create index users_admins on users (id) where admin = 1',
  `create table recovery_codes (
    "user" text not null,
    hash text not null,
    kind text not null,
    expires_at bigint,
    primary key ("user", hash)
  )`,
  `create table sessions (
    id text primary key not null,
    "user" text not null,
    device text not null,
    client text not null,
    address text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    access_until bigint not null,
    generation bigint not null,
    former text,
    fresh text not null,
    ended_at bigint,
    end_reason text
  )`,
  'create index sessions_of_user on sessions ("user", ended_at)',
  'create index sessions_ended on sessions (ended_at) where ended_at is not null',
  'create index sessions_expired on sessions (expires_at)',
  `create table signing_keys (
    kid text primary key not null,
    created_at bigint not null,
    public_jwk text not null,
    private_jwk text
  )`,
  `create table audit (
    id ${counter},
    at bigint not null,
    what text not null,
    who text,
    target text,
    address text
  )`,
  `create table blocks (
    "user" text not null,
    other text not null,
    at bigint not null,
    primary key ("user", other)
  )`,
];
