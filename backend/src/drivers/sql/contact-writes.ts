import type { RoomId, UserId } from '@sup/protocol';
import { SupError, stateKey } from '@sup/protocol/wire';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Approach } from '../../services/contacts/contact-store.ts';
import type { ContactRequestsTable } from './contact-tables.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

const dayMs = 86_400_000;

type Row = Selectable<ContactRequestsTable>;

/**
 * Notes that somebody brings people into a room, and answers those to whom they are a stranger. Rows are made, and
 * count, also for those who know them by now where nobody else can see that: else the limit would tell who has accepted.
 */
export async function approach(db: Transaction<Schema>, ask: Approach): Promise<readonly UserId[]> {
  if (ask.users.length === 0) return [];
  const open = await sharing(db, ask, 'for all to see');
  const real = await sharing(db, ask, 'truly');
  const rows = await db
    .selectFrom('contact_requests')
    .selectAll()
    .where('room', '=', ask.room)
    .where('user', 'in', ask.users)
    .execute();
  const known = new Map(rows.map((row) => [row.user, row]));
  const counted = ask.users.filter((user) => !open.has(user));
  // A second try within the day is the same request, whatever became of the first.
  const isRepeat = (row: Row | undefined) => row?.by === ask.by && Number(row.at) > ask.since;
  await mustFitIntoDay(db, ask, counted.filter((user) => !isRepeat(known.get(user))).length);
  const states = counted.map((user) => ({ user, state: stateOf(real.has(user), known.get(user)) }));
  for (const { user, state } of states) {
    const row = known.get(user);
    await putRequest(db, ask, { user, state, at: row && isRepeat(row) ? Number(row.at) : ask.at });
  }
  return states.filter(({ state }) => state !== 'accepted').map(({ user }) => user);
}

/** What was turned away stays so, whatever stranger tries again. */
function stateOf(isKnown: boolean, row: Row | undefined): Row['state'] {
  if (isKnown) return 'accepted';
  return row?.state === 'declined' ? 'declined' : 'waiting';
}

/** Those of the people with whom one shares a room that both have accepted; for all to see where no request led into it. */
async function sharing(
  db: Kysely<Schema>,
  { by, users }: Approach,
  how: 'truly' | 'for all to see',
): Promise<ReadonlySet<UserId>> {
  const hidden = sql`and not exists (select 1 from contact_requests q
    where q."user" = theirs."user" and q.room = theirs.room)`;
  const { rows } = await sql<{ user: UserId }>`
    select distinct theirs."user" from room_members theirs
    join room_members mine on mine.room = theirs.room and mine."user" = ${by} and mine.asked = 0
    where theirs."user" in (${sql.join(users)}) and theirs.asked = 0
    ${how === 'truly' ? sql`` : hidden}`.execute(db);
  return new Set(rows.map(({ user }) => user));
}

async function mustFitIntoDay(
  db: Kysely<Schema>,
  { by, kind, since, at, max }: Approach,
  more: number,
): Promise<void> {
  if (more === 0) return;
  const made = db
    .selectFrom('contact_requests')
    .where('by', '=', by)
    .where('kind', '=', kind)
    .where('at', '>', since);
  const { n, first } = await made
    .select(({ fn }) => [fn.countAll<number>().as('n'), fn.min('at').as('first')])
    .executeTakeFirstOrThrow();
  if (Number(n) + more <= max) return;
  const retryAfterMs = Number(n) === 0 ? dayMs : Math.max(1_000, Number(first) + dayMs - at);
  throw new SupError('stranger-limit', { retryAfterMs });
}

async function putRequest(
  db: Kysely<Schema>,
  { by, room, kind }: Approach,
  { user, state, at }: { user: UserId; state: Row['state']; at: number },
): Promise<void> {
  await db
    .insertInto('contact_requests')
    .values({ user, room, by, kind, state, at })
    .onConflict((conflict) => conflict.columns(['user', 'room']).doUpdateSet({ by, kind, state, at }))
    .execute();
}

/** Makes a room that waits one of the person's; false if it does not wait. */
export async function enterContact(
  db: Transaction<Schema>,
  { user, room }: { user: UserId; room: RoomId },
): Promise<boolean> {
  const asked = await sql<{ state: Row['state'] | null }>`
    select q.state from room_members m left join contact_requests q on q."user" = m."user" and q.room = m.room
    where m.room = ${room} and m."user" = ${user} and m.asked = 1`.execute(db);
  const [row] = asked.rows;
  if (!row) return false;
  await sql`update room_members set asked = 0 where room = ${room} and "user" = ${user}`.execute(db);
  // What was said before it was turned away, and while it was, is not for them any more.
  if (row.state === 'declined')
    await sql`update room_members set earlier = null,
      visible_from = (select head + 1 from rooms where id = ${room}),
      joined_seq = (select head from rooms where id = ${room})
      where room = ${room} and "user" = ${user}`.execute(db);
  await db
    .updateTable('contact_requests')
    .set({ state: 'accepted' })
    .where('user', '=', user)
    .where('room', '=', room)
    .execute();
  await putState(db, user, { key: stateKey.room(room), value: { member: true } });
  return true;
}

/** Turns a request away; false if it does not wait. */
export async function declineContact(
  db: Transaction<Schema>,
  { user, room }: { user: UserId; room: RoomId },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contact_requests')
    .set({ state: 'declined' })
    .where('user', '=', user)
    .where('room', '=', room)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
