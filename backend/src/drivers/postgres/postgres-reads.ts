import type { Reads, Steps } from '../sql/rooms/steps.ts';
import { asRefusal } from './as-refusal.ts';
import type { Sessions } from './sessions.ts';
import { transact } from './transact.ts';

/** Reads of rooms. Steps can be taken once only, so nothing is tried again: whoever asked does that. */
export function postgresReads(sessions: Sessions): Reads {
  return {
    async run<Answer>(steps: Steps<Answer>) {
      try {
        return await sessions.lend((connection) => connection.run(steps));
      } catch (error) {
        throw asRefusal(error);
      }
    },
    snapshot: (steps) =>
      transact(sessions, { isolation: 'repeatable read, read only', tries: 1 }, (connection) =>
        connection.run(steps),
      ),
  };
}
