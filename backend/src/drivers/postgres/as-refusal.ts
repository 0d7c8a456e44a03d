import { SupError } from '@sup/protocol/wire';
import { postgresFailure } from './postgres-error.ts';

export const retryAfterMs = 1_000;

/** What callers are told: refusals of the database are theirs to try again later, all else goes on as it is. */
export function asRefusal(error: unknown): unknown {
  switch (postgresFailure(error)) {
    case 'full':
      return new SupError('store-full', { retryAfterMs }, { cause: error });
    case 'conflict':
    case 'outdated':
    case 'busy':
    case 'unwilling':
    case 'silent':
      return new SupError('store-unavailable', { retryAfterMs }, { cause: error });
    default:
      return error;
  }
}
