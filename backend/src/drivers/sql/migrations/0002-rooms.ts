import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/**
 * The log of each room and what follows from it.
 *
 * `log` is the truth. `messages` says what the timeline shows: a row a message or system entry, under the seq of its
 * entry, with the state `system`, `live` or `deleted`. It holds no text: `body_seq` points to the log row that has the current body, its own or that of the last edit.
 */
export const rooms: Migration = {
  async up(db: Kysely<unknown>) {
    // Rows lie in the order of their key, so that a room's newest entries share pages.
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    for (const statement of statements) await sql.raw(statement).execute(db);
    for (const statement of clusteredTables) await sql`${sql.raw(statement)}${clustered}`.execute(db);
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table rooms (
    id text primary key not null,
    kind text not null,
    name text,
    name_key text,
    topic text,
    history text not null,
    created_at bigint not null,
    created_by text not null,
    head bigint not null,
    ordinal bigint not null,
    deletions bigint not null,
    member_count bigint not null,
    active_at bigint not null
  )`,
];

const clusteredTables = [
  `create table log (
    room text not null,
    seq bigint not null,
    kind text not null,
    at bigint not null,
    account text not null,
    device text not null,
    cmid text not null,
    digest text not null,
    message text,
    ordinal bigint,
    target text,
    target_seq bigint,
    encoding text,
    body text,
    rest text,
    hidden_from text,
    primary key (room, seq)
  )`,
  `create table messages (
    room text not null,
    seq bigint not null,
    id text,
    "by" text not null,
    thread text,
    state text not null,
    body_seq bigint,
    edited_at bigint,
    deleted_at bigint,
    reactions text,
    hidden_from text,
    primary key (room, seq)
  )`,
  `create table room_members (
    room text not null,
    "user" text not null,
    role text not null,
    joined_at bigint not null,
    joined_seq bigint not null,
    visible_from bigint not null,
    primary key (room, "user")
  )`,
  `create table reactions (
    room text not null,
    seq bigint not null,
    emoji text not null,
    "user" text not null,
    reacted_seq bigint not null,
    hidden_from text,
    primary key (room, seq, emoji, "user")
  )`,
  `create table mentions (
    "user" text not null,
    room text not null,
    seq bigint not null,
    primary key ("user", room, seq)
  )`,
];

const indexes = [
  'create unique index log_sends on log (room, account, cmid)',
  'create unique index messages_by_id on messages (id) where id is not null',
  // A page of the timeline, the newest message and the count of unread ones read this alone, and never a reply.
  'create index messages_timeline on messages (room, seq, state, "by", hidden_from) where thread is null',
  'create index room_members_of_user on room_members ("user", room)',
  'create index reactions_of_user on reactions (room, "user", seq)',
  'create index mentions_of_message on mentions (room, seq)',
  `create index rooms_channels on rooms (name_key, id) where kind = 'channel'`,
];
