// What is left of a room that has ended, table by table. A table that keeps anything of rooms gets a row here.
import { type Kysely, sql } from 'kysely';
import { erasePeople } from './erase-person.ts';
import { erasePolls, votesMax } from './erase-polls.ts';
import type { Erased } from './erased.ts';
import type { Schema } from './schema.ts';

/** Rows that one step takes at most, so that sends do not wait long for it. */
const rowsMax = 500;

/** Erases some of what it finds, and answers how much that was; 0: nothing is left. */
type Eraser = (db: Kysely<Schema>, room: Erased) => Promise<number>;

/** In this order: first what could still tell somebody of the room, then what was said, then who was there. */
export const erasers: readonly Eraser[] = [
  eraseDeliveries,
  rowsOf('outgoing_hooks', ['id']),
  rowsOf('incoming_hooks', ['id']),
  eraseInviteUses,
  rowsOf('invites', ['id']),
  rowsOf('join_requests', ['user']),
  // What a space's log says of it leads nowhere.
  rowsOf('space_children', ['space']),
  eraseChildren,
  eraseLog,
  rowsOf('message_changes', ['seq'], 'no'),
  rowsOf('message_versions', ['seq', 'version'], 'no'),
  rowsOf('reactions', ['seq', 'emoji', 'user'], 'no'),
  rowsOf('mentions', ['user', 'seq'], 'no'),
  rowsOf('thread_mentions', ['user', 'thread_seq', 'seq'], 'no'),
  rowsOf('audience_calls', ['thread_seq', 'seq'], 'no'),
  rowsOf('forwards', ['seq'], 'no'),
  erasePeople,
  rowsOf('room_sanctions', ['kind', 'user']),
  rowsOf('cursors', ['user']),
  rowsOf('delivery_receipts', ['user', 'kind', 'up_to_seq']),
];

/** Rows of a table that names the room by its id, or by its number; `key` finds one among them. */
function rowsOf(table: string, key: readonly string[], names: 'id' | 'no' = 'id'): Eraser {
  const from = sql.table(table);
  const columns = sql.join(key.map((column) => sql.ref(column)));
  return async (db, room) => {
    const which = sql`room = ${room[names]}`;
    const gone = await sql`delete from ${from} where ${which} and (${columns}) in (
      select ${columns} from ${from} where ${which} limit ${rowsMax})`.execute(db);
    return Number(gone.numAffectedRows ?? 0);
  };
}

async function eraseDeliveries(db: Kysely<Schema>, { id }: Erased): Promise<number> {
  const hooks = db.selectFrom('outgoing_hooks').select('id').where('room', '=', id);
  const { numDeletedRows } = await db
    .deleteFrom('hook_deliveries')
    .where('hook', 'in', hooks)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** What was in it, where it was a space: the rooms themselves do not know. */
async function eraseChildren(db: Kysely<Schema>, { id }: Erased): Promise<number> {
  const gone = await sql`delete from space_children where space = ${id} and room in (
    select room from space_children where space = ${id} limit ${rowsMax})`.execute(db);
  return Number(gone.numAffectedRows ?? 0);
}

async function eraseInviteUses(db: Kysely<Schema>, { id }: Erased): Promise<number> {
  const gone = await sql`delete from invite_uses where (invite, "user") in (
    select u.invite, u."user" from invites i join invite_uses u on u.invite = i.id where i.room = ${id} limit ${rowsMax})`.execute(
    db,
  );
  return Number(gone.numAffectedRows ?? 0);
}

/** Positions are for ever, bodies are not: what each entry said goes, that there was one stays. */
async function eraseLog(db: Kysely<Schema>, room: Erased): Promise<number> {
  const { no } = room;
  const { rows } = await sql<{ head: number; erased: number }>`select head, coalesce(erased_seq, 0) as erased
    from rooms where no = ${no}`.execute(db);
  const from = Number(rows[0]?.erased ?? 0);
  const to = Math.min(Number(rows[0]?.head ?? 0), from + rowsMax);
  if (to <= from) return 0;
  const votes = await erasePolls(db, room, { from, to });
  if (votes === votesMax) return votes;
  await sql`update log set body = null, rest = null, expires_at = null
    where room = ${no} and lane in (0, 1) and seq > ${from} and seq <= ${to}`.execute(db);
  await sql`update rooms set erased_seq = ${to} where no = ${no}`.execute(db);
  return to - from;
}
