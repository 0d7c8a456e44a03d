import { SupError } from '@sup/protocol';
import type { Caller, Origin } from '../services/caller.ts';

/** What a handler knows of a request beyond its checked input. */
export interface RestContext {
  readonly caller: Caller | undefined;
  readonly from: Origin;
  /** The refresh token in the cookie, where the request proves that our own page sent it (R65). */
  refreshCookie(): string | undefined;
  /** Puts the refresh token into the cookie; undefined removes it. */
  setRefreshCookie(token: string | undefined): void;
}

/** The signed-in caller; the policy of the route has made sure that there is one. */
export function callerOf(context: RestContext): Caller {
  if (!context.caller) throw new SupError('not-signed-in');
  return context.caller;
}
