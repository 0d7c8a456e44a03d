// What a program sends to a hook's address becomes a message of the hook's account (R114, R115).
import { createHash } from 'node:crypto';
import { type Ack, type Cmid, encodeId, makeId, type SlackPayload, SupError } from '@sup/protocol';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { IncomingHook } from './hook-store.ts';
import type { HooksState } from './hooks-parts.ts';
import { asHook } from './incoming.ts';
import { hashHookSecret } from './secret.ts';
import { textOfPayload } from './slack-text.ts';

/** How exactly it is known when a hook was used last. */
const usedEveryMs = 60_000;

/** Posts a message. Throws hook-not-found for an address that was never one or has ended. */
export async function post(
  hooks: HooksState,
  { secret, payload, key }: { secret: string; payload: SlackPayload; key: string | undefined },
): Promise<Ack> {
  const { store, messaging, clock, users } = hooks;
  const hook = await store.findIncoming(hashHookSecret(secret));
  if (!hook) throw new SupError('hook-not-found');
  await mustBeWithinRate(hooks, hook);
  const [account] = await users.views([hook.account]);
  const body = textOfPayload(payload, account?.name ?? '');
  noteUse(hooks, hook);
  const cmid = key === undefined ? makeId<'Cmid'>(clock.now(), clock.random(10)) : cmidOfKey(hook, key);
  try {
    return await messaging.send(asHook(hook), {
      room: hook.room,
      cmid: cmid as Cmid,
      // What has a key may have been posted long ago: it is looked up. What has none cannot be there.
      since: key === undefined ? Number.MAX_SAFE_INTEGER : 0,
      encoding: 'text',
      body,
    });
  } catch (error) {
    // Someone took the account out of the room: for the program the hook is gone.
    if (error instanceof SupError && error.code === 'room-not-found')
      throw new SupError('hook-not-found', {}, { cause: error });
    throw error;
  }
}

function cmidOfKey({ id }: IncomingHook, key: string): string {
  return encodeId<'Cmid'>(createHash('sha256').update(`hook/${id}/${key}`).digest().subarray(0, 16));
}

async function mustBeWithinRate(
  { posts, telemetry, options }: HooksState,
  hook: IncomingHook,
): Promise<void> {
  if (!options.rateLimits) return;
  try {
    await posts.consume(hook.id);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    telemetry.rateLimitReached('hook_post');
    throw new SupError('rate-limited', { retryAfterMs: Math.max(1, Math.ceil(refusal.msBeforeNext)) });
  }
}

function noteUse({ store, clock, telemetry }: HooksState, { id, lastUsedAt }: IncomingHook): void {
  const at = clock.now();
  if (at - (lastUsedAt ?? 0) < usedEveryMs) return;
  store
    .usedIncoming({ id, at })
    .catch((error: unknown) => telemetry.log.warn('the use of a hook could not be noted', { error }));
}
