import type { UserId } from '@sup/protocol';
import { SupError, stateKey } from '@sup/protocol/wire';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { PollStore, Tally, Vote } from '../../services/messaging/polls/poll-store.ts';
import type { PollsTable } from './poll-tables.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** What is voted is told at most this often. */
const tellEveryMs = 1_000;
/** What is voted in one moment is told together. */
const gatherMs = 100;

type Row = Selectable<PollsTable>;

/** Puts somebody's vote in the place of the one before, also in their own stream. */
export async function votePoll(db: Transaction<Schema>, vote: Vote): Promise<{ readonly dueAt?: number }> {
  const { message, user, choices, now } = vote;
  const poll = await mustFindPoll(db, message);
  if (!isOpen(poll, now)) throw new SupError('poll-closed');
  await mustBeMember(db, vote);
  mustFit(poll, choices);
  const before = await choicesOf(db, { message, user });
  const wanted = choices.toSorted((one, other) => one - other);
  if (before.join() === wanted.join()) return {};
  await db.deleteFrom('poll_votes').where('message', '=', message).where('user', '=', user).execute();
  const rows = wanted.map((choice) => ({ message, user, choice }));
  if (rows.length > 0) await db.insertInto('poll_votes').values(rows).execute();
  await putState(db, user, {
    key: stateKey.vote(message),
    value: wanted.length > 0 ? { choices: wanted } : null,
  });
  const dueAt = dueAfterVote(poll, now);
  await change(db, message, { rev: Number(poll.rev) + 1, due_at: dueAt });
  return dueAt === null ? {} : { dueAt };
}

/** From here on nobody votes. */
export async function freezePoll(
  db: Transaction<Schema>,
  { message, now }: { message: string; now: number },
): Promise<void> {
  const poll = await mustFindPoll(db, message);
  if (poll.state === 'open') await change(db, message, { state: 'closing', due_at: now });
}

/** Counts what was voted, after closing what is to be closed by now. */
export async function countPoll(
  db: Transaction<Schema>,
  { message, now }: { message: string; now: number },
): Promise<Tally | undefined> {
  const poll = await find(db, message);
  if (!poll) return undefined;
  const state = poll.state === 'open' && !isOpen(poll, now) ? 'closing' : poll.state;
  if (state !== poll.state) await change(db, message, { state });
  const isNews = state === 'closing' || (Number(poll.rev) > Number(poll.told) && !poll.anonymous);
  return { rev: Number(poll.rev), state, isNews, count: await tally(db, poll) };
}

/** What was counted is told. */
export async function tellPoll(
  db: Transaction<Schema>,
  { message, rev, closed, now }: Parameters<PollStore['told']>[0],
): Promise<void> {
  const poll = await find(db, message);
  if (!poll) return;
  const isClosed = closed || poll.state === 'closed';
  const next = isClosed
    ? { state: 'closed' as const, due_at: null }
    : { due_at: dueAfterTelling(poll, rev, now) };
  await change(db, message, { told: Math.max(rev, Number(poll.told)), told_at: now, ...next });
}

function dueAfterVote({ anonymous, due_at, told_at }: Row, now: number): number | null {
  const before = due_at === null ? null : Number(due_at);
  // When somebody votes anonymously is told to nobody, not even that they do.
  if (anonymous) return before;
  const soon = Math.max(now + gatherMs, Number(told_at) + tellEveryMs);
  return before === null ? soon : Math.min(before, soon);
}

function dueAfterTelling(poll: Row, rev: number, now: number): number | null {
  if (poll.state === 'closing') return now;
  const hasMore = Number(poll.rev) > rev && !poll.anonymous;
  const closesAt = poll.closes_at === null ? null : Number(poll.closes_at);
  return hasMore ? now + tellEveryMs : closesAt;
}

/** It is tried again later. */
export async function postponePoll(
  db: Transaction<Schema>,
  { message, until }: { message: string; until: number },
): Promise<void> {
  await change(db, message, { due_at: until });
}

/** What somebody voted, ascending. */
export async function choicesOf(
  db: Kysely<Schema>,
  { message, user }: { message: string; user: UserId },
): Promise<readonly number[]> {
  const votes = db.selectFrom('poll_votes').select('choice').where('message', '=', message);
  const rows = await votes.where('user', '=', user).orderBy('choice').execute();
  return rows.map(({ choice }) => Number(choice));
}

function isOpen({ state, closes_at }: Row, now: number): boolean {
  return state === 'open' && (closes_at === null || Number(closes_at) > now);
}

/** Rights were looked at before; who was removed meanwhile votes no more. */
async function mustBeMember(db: Kysely<Schema>, { room, user }: Vote): Promise<void> {
  const { rows } = await sql`
    select 1 from room_members where room = ${room} and "user" = ${user} and coalesce(asked, 0) = 0`.execute(
    db,
  );
  if (rows.length === 0) throw new SupError('room-not-found');
}

function mustFit({ choices: count, several }: Row, choices: readonly number[]): void {
  if (choices.some((choice) => choice >= Number(count)))
    throw new SupError('invalid-input', { fields: { choices: 'are not all of this poll' } });
  if (!several && choices.length > 1)
    throw new SupError('invalid-input', { fields: { choices: 'are more than one' } });
}

async function tally(db: Kysely<Schema>, { message, choices }: Row): Promise<Tally['count']> {
  const votes = db.selectFrom('poll_votes').where('message', '=', message);
  const rows = await votes
    .select(['choice', ({ fn }) => fn.countAll<number>().as('n')])
    .groupBy('choice')
    .execute();
  const { voters } = await votes
    .select(({ fn }) => fn.count<number>('user').distinct().as('voters'))
    .executeTakeFirstOrThrow();
  const byChoice = new Map(rows.map(({ choice, n }) => [Number(choice), Number(n)]));
  return {
    votes: Array.from({ length: Number(choices) }, (_, choice) => byChoice.get(choice) ?? 0),
    voters: Number(voters),
  };
}

async function mustFindPoll(db: Transaction<Schema>, message: string): Promise<Row> {
  const poll = await find(db, message);
  // It was there when rights were looked at.
  if (!poll) throw new SupError('message-deleted');
  return poll;
}

/** Locks the row as well: votes, counting and closing of one poll come one after the other. */
function find(db: Transaction<Schema>, message: string): Promise<Row | undefined> {
  const same = { rev: sql<number>`polls.rev` };
  return db.updateTable('polls').set(same).where('message', '=', message).returningAll().executeTakeFirst();
}

async function change(
  db: Transaction<Schema>,
  message: string,
  values: Partial<Pick<Row, 'state' | 'rev' | 'told' | 'told_at' | 'due_at'>>,
): Promise<void> {
  await db.updateTable('polls').set(values).where('message', '=', message).execute();
}
