import { SupError } from '@sup/protocol';

/** What was read is not the newest any more: the act is to be tried again. Nothing was written. */
export class Stale extends Error {}

const attemptsMax = 8;

/** Tries an act again as long as what it read was overtaken. */
export async function insist<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
    }
  }
  throw new SupError('overloaded', { retryAfterMs: 500 });
}
