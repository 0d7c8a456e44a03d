import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/**
 * The log of each room and what follows from it.
 *
 * `log` is the truth, a row an entry. Rows lie in the order of their commits and not by room, so that a commit of
 * messages to many rooms fills few pages; `log_order` finds those of a room. A message that was edited, deleted or
 * reacted to has a row in `message_changes` beside it; most never have. `body_seq` there names the log row of the last
 * edit, because no text lies twice.
 *
 * `lane` is 0 for what the timeline shows (room-level messages and system entries, with their `state`) and 1 for all
 * else, so that a page reads neither reactions nor replies.
 */
export const rooms: Migration = {
  async up(db: Kysely<unknown>) {
    // Small rows that are found by their whole key lie in the order of it.
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    for (const statement of tables(isSqlite(db) ? '' : ' generated always as identity'))
      await sql.raw(statement).execute(db);
    for (const statement of clusteredTables) await sql`${sql.raw(statement)}${clustered}`.execute(db);
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const tables = (numbered: string) => [
  // `no` stands for the room wherever a row a message would repeat the id.
  `create table rooms (
    no integer primary key${numbered},
    id text not null unique,
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
  `create table log (
    room integer not null,
    lane integer not null,
    seq bigint not null,
    kind text not null,
    state text,
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
    hidden_from text
  )`,
];

const clusteredTables = [
  `create table message_changes (
    room integer not null,
    seq bigint not null,
    body_seq bigint,
    edited_at bigint,
    deleted_at bigint,
    reactions text,
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
    room integer not null,
    seq bigint not null,
    emoji text not null,
    "user" text not null,
    reacted_seq bigint not null,
    hidden_from text,
    primary key (room, seq, emoji, "user")
  )`,
  `create table mentions (
    "user" text not null,
    room integer not null,
    seq bigint not null,
    primary key ("user", room, seq)
  )`,
];

const indexes = [
  // Has all that it takes to find a page, the newest message and the number of unread ones.
  'create unique index log_order on log (room, lane, seq, state, account, hidden_from)',
  // By cmid first: those of one moment lie together, whatever room they are for.
  'create unique index log_sends on log (cmid, account, room)',
  'create unique index log_messages on log (message) where message is not null',
  'create index room_members_of_user on room_members ("user", room)',
  'create index reactions_of_user on reactions (room, "user", seq)',
  'create index mentions_of_message on mentions (room, seq)',
  `create index rooms_channels on rooms (name_key, id) where kind = 'channel'`,
];
