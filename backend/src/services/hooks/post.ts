// What a program sends to a hook's address becomes a message of the hook's account (R114, R115).
import { createHash } from 'node:crypto';
import {
  type Ack,
  type Cmid,
  encodeId,
  makeId,
  type SendInput,
  type SlackPayload,
  SupError,
} from '@sup/protocol';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { IncomingHook } from './hook-store.ts';
import type { HooksState } from './hooks-parts.ts';
import { asHook } from './incoming.ts';
import { hashHookSecret } from './secret.ts';
import { readPayload } from './slack-text.ts';

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
  const { body, callsEveryone } = readPayload(payload, account?.name ?? '');
  noteUse(hooks, hook);
  const cmid = key === undefined ? makeId<'Cmid'>(clock.now(), clock.random(10)) : cmidOfKey(hook, key);
  const message: SendInput = {
    room: hook.room,
    cmid: cmid as Cmid,
    // What has a key may have been posted long ago: it is looked up. What has none cannot be there.
    since: key === undefined ? Number.MAX_SAFE_INTEGER : 0,
    encoding: 'text',
    body,
  };
  try {
    return await (callsEveryone
      ? callEveryone(hooks, asHook(hook), message)
      : messaging.send(asHook(hook), message));
  } catch (error) {
    // Someone took the account out of the room: for the program the hook is gone.
    if (error instanceof SupError && error.code === 'room-not-found')
      throw new SupError('hook-not-found', {}, { cause: error });
    throw error;
  }
}

/** Where the hook may not call everyone, now or when the same was posted before, its message only says so. */
async function callEveryone(
  { messaging }: HooksState,
  by: ReturnType<typeof asHook>,
  message: SendInput,
): Promise<Ack> {
  try {
    return await messaging.send(by, { ...message, audience: ['everyone'] });
  } catch (error) {
    if (!(error instanceof SupError) || !['forbidden', 'cmid-conflict'].includes(error.code)) throw error;
    return messaging.send(by, message);
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
