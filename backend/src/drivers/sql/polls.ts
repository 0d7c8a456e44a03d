import type { MessageId, UserId } from '@sup/protocol';
import type { PollStore } from '../../services/messaging/polls/poll-store.ts';
import { choicesOf } from './poll-writes.ts';
import type { SqlStore } from './sql-store.ts';

/** Votes, in SQL. */
export function sqlPolls(sql: SqlStore): PollStore {
  const rows = () => sql.read.selectFrom('polls');
  return {
    vote: (vote) => sql.write('polls.vote', vote),
    freeze: (message, now) => sql.write('polls.freeze', { message, now }),
    count: (message, now) => sql.write('polls.count', { message, now }),
    told: (ask) => sql.write('polls.told', ask),
    postpone: (message, until) => sql.write('polls.postpone', { message, until }),
    mine: (message, user) => choicesOf(sql.read, { message, user }),
    async who(message, max) {
      const poll = await rows()
        .select(['choices', 'anonymous'])
        .where('message', '=', message)
        .executeTakeFirst();
      if (!poll || poll.anonymous) return undefined;
      const choices = Array.from({ length: Number(poll.choices) }, (_, choice) => choice);
      return Promise.all(choices.map((choice) => votersOf(sql, { message, choice, max })));
    },
    async next() {
      const first = rows().select('due_at').where('due_at', 'is not', null).orderBy('due_at').limit(1);
      const row = await first.executeTakeFirst();
      return row && Number(row.due_at);
    },
    async due(now, limit) {
      const due = rows().select('message').where('due_at', '<=', now).orderBy('due_at').limit(limit);
      return (await due.execute()).map(({ message }) => message as MessageId);
    },
  };
}

async function votersOf(
  sql: SqlStore,
  { message, choice, max }: { message: MessageId; choice: number; max: number },
): Promise<readonly UserId[]> {
  const votes = sql.read.selectFrom('poll_votes').select('user').where('message', '=', message);
  const rows = await votes.where('choice', '=', choice).orderBy('user').limit(max).execute();
  return rows.map(({ user }) => user as UserId);
}
