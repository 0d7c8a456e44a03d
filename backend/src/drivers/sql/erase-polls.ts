import type { MessageId, UserId } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import { type Kysely, sql } from 'kysely';
import type { Erased } from './erased.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** Votes that one step takes at most: each is told to who gave it. */
export const votesMax = 500;

/** Erases polls, and what was voted in them, between two places of a room; answers how many people's votes. With votesMax there are more. */
export async function erasePolls(
  db: Kysely<Schema>,
  room: Erased,
  { from, to }: { from: number; to: number },
): Promise<number> {
  // What was moved away is a poll of another room.
  const here = sql`select message from log where room = ${room.no} and lane in (0, 1) and seq > ${from} and seq <= ${to}
    and message is not null and state <> 'moved'`;
  const { rows } = await sql<{
    message: MessageId;
    user: UserId;
  }>`select distinct message, "user" from poll_votes
    where message in (${here}) limit ${votesMax}`.execute(db);
  for (const { message, user } of rows) {
    const key = stateKey.vote(message);
    await putState(db, user, { key, value: null });
    await db.deleteFrom('poll_votes').where('message', '=', message).where('user', '=', user).execute();
    room.tell(user, key);
  }
  if (rows.length < votesMax) await sql`delete from polls where message in (${here})`.execute(db);
  return rows.length;
}
