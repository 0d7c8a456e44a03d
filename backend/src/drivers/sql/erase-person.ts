// What somebody kept of a room for themselves: keys of their own stream, what they put off, what they follow.
import type { Cmid, Folders, RoomId, UserId } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import { type Kysely, sql } from 'kysely';
import type { Erased } from './erased.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** In one step: a person with thousands of saved messages is a step of their own. */
const peopleMax = 50;
const keysMax = 500;

/** Erases what some of those who are or were in the room have of it, and that they were there; answers how many. */
export async function erasePeople(db: Kysely<Schema>, room: Erased): Promise<number> {
  const { rows } = await sql<{ user: UserId }>`select "user" from room_members where room = ${room.id}
    union select "user" from room_former_members where room = ${room.id} limit ${peopleMax}`.execute(db);
  let keys = 0;
  let people = 0;
  for (const { user } of rows) {
    if (keys > keysMax) break;
    keys += await erasePerson(db, room, user);
    people += 1;
  }
  return people;
}

async function erasePerson(db: Kysely<Schema>, room: Erased, user: UserId): Promise<number> {
  const kept = [...(await keysOf(db, room.id, user)), ...(await schedulesOf(db, room.id, user))];
  for (const key of kept) {
    await putState(db, user, { key, value: null });
    room.tell(user, key);
  }
  await eraseFromFolders(db, room, user);
  for (const table of tables)
    await sql`delete from ${sql.table(table)} where room = ${room.id} and "user" = ${user}`.execute(db);
  return kept.length;
}

/** Last the rows by which the person is found: what was cut off before them is done again. */
const tables = [
  'schedules',
  'reminders',
  'thread_follows',
  'contact_requests',
  'room_members',
  'room_former_members',
] as const;

async function keysOf(db: Kysely<Schema>, room: RoomId, user: UserId): Promise<string[]> {
  const rows = await db
    .selectFrom('user_state')
    .select('key')
    .where('user', '=', user)
    .where('value', 'is not', null)
    .where((any) => any.or([any('key', 'like', `%:${room}`), any('key', 'like', `%:${room}:%`)]))
    .execute();
  return rows.map(({ key }) => key);
}

async function schedulesOf(db: Kysely<Schema>, room: RoomId, user: UserId): Promise<string[]> {
  const rows = await db
    .selectFrom('schedules')
    .select('id')
    .where('user', '=', user)
    .where('room', '=', room)
    .execute();
  return rows.map(({ id }) => stateKey.schedule(id as Cmid));
}

async function eraseFromFolders(db: Kysely<Schema>, room: Erased, user: UserId): Promise<void> {
  const key = stateKey.folders();
  const row = await db
    .selectFrom('user_state')
    .select('value')
    .where('user', '=', user)
    .where('key', '=', key)
    .where('value', 'like', `%${room.id}%`)
    .executeTakeFirst();
  if (!row?.value) return;
  // Checked by its schema when it was written.
  const { folders } = JSON.parse(row.value) as Folders;
  const value = {
    folders: folders.map((one) => ({ ...one, rooms: one.rooms.filter((id) => id !== room.id) })),
  };
  await putState(db, user, { key, value });
  room.tell(user, key);
}
