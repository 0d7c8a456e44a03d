import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/**
 * What is in which space, as the spaces' logs say. `space_claims` holds the nestings that are being decided: what is
 * written into two logs at the same moment could otherwise put two spaces into each other.
 */
export const spaces: Migration = {
  async up(db: Kysely<unknown>) {
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    for (const statement of tables) await sql`${sql.raw(statement)}${clustered}`.execute(db);
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const tables = [
  `create table space_children (
    space text not null,
    room text not null,
    place double precision not null,
    primary key (space, room)
  )`,
  `create table space_claims (
    id text not null primary key,
    parent text not null,
    child text not null
  )`,
];

const indexes = [
  'create index space_children_of_room on space_children (room, space)',
  `create index rooms_spaces on rooms (name_key, id) where kind = 'space'`,
];
