import { limits, SupError, stateKey } from '@sup/protocol';
import type { Caller } from '../../caller.ts';
import { createDueRunner, type DueRunner } from '../../due-runner.ts';
import { mustBeAllowedToWrite } from '../../log/index.ts';
import { mustBeAllowedToRemove } from '../delete.ts';
import { mustFind } from '../origins.ts';
import { mustBePoll } from './must-be-poll.ts';
import type { PollPlace, Polls } from './polls.ts';
import type { PollsParts } from './polls-parts.ts';
import { duePolls, tell } from './tell.ts';

export type { Polls } from './polls.ts';
export type { PollsParts } from './polls-parts.ts';

/** Builds polls, and closes what was to be closed while no server ran. */
export function createPolls(parts: PollsParts): Polls & Pick<DueRunner, 'drain'> {
  const { clock, telemetry, store, ownStream } = parts;
  const runner = createDueRunner({ clock, telemetry, works: [duePolls(parts)] });
  return {
    async vote(by, { room, message, choices }) {
      const now = Math.floor(clock.now());
      await mustBePoll(parts, by, {
        room,
        message,
        mustBeAllowed: ({ state }) => mustBeAllowedToWrite(state, by.user, { act: 'react', now }),
      });
      const { dueAt } = await store.vote({ room, message, user: by.user, choices, now });
      if (dueAt !== undefined) runner.wake(dueAt);
      const key = stateKey.vote(message);
      await ownStream.announce(by.user, [key]);
      return { rev: await ownStream.revOf(by.user, key) };
    },
    get: (by, ask) => get(parts, by, ask),
    async close(by, { room, message }) {
      await mustBePoll(parts, by, {
        room,
        message,
        mustBeAllowed: (found) => mustBeAllowedToRemove(found, by.user),
      });
      await store.freeze(message, Math.floor(clock.now()));
      const record = await tell(parts, message);
      // Somebody deleted it meanwhile.
      if (!record) throw new SupError('message-deleted');
      return { seq: record.seq, at: record.at };
    },
    opened: (closesAt) => runner.wake(closesAt),
    drain: () => runner.drain(),
  };
}

async function get({ store, users, ...parts }: PollsParts, by: Caller, ask: PollPlace) {
  const { poll } = await mustFind(parts, by, ask);
  if (!poll) throw new SupError('invalid-input', { fields: { message: 'is no poll' } });
  const [mine, who] = await Promise.all([
    store.mine(ask.message, by.user),
    store.who(ask.message, limits.pollVotersShown),
  ]);
  const views = await users.views([...new Set((who ?? []).flat())]);
  return { mine: [...mine], ...(who && { who: who.map((those) => [...those]) }), users: [...views] };
}
