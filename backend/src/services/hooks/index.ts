import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Hooks } from './hooks.ts';
import type { HooksParts, HooksState } from './hooks-parts.ts';
import { listIncoming, makeIncoming, resumeIncoming, revokeIncoming } from './incoming.ts';
import {
  deleteOutgoing,
  followAll,
  listDeliveries,
  listOutgoing,
  makeOutgoing,
  pauseOutgoing,
  resumeOutgoing,
} from './outgoing.ts';
import { post } from './post.ts';

export type { Hooks } from './hooks.ts';
export type { HooksParts } from './hooks-parts.ts';

/** Messages that one hook may post. */
const postLimit = { points: 60, duration: 60 };

/** Builds hooks, and goes on with the outgoing ones. `drain` stops those. */
export async function createHooks(parts: HooksParts): Promise<Hooks & { drain(): Promise<void> }> {
  const hooks: HooksState = { ...parts, posts: new RateLimiterMemory(postLimit), followers: new Map() };
  await followAll(hooks);
  return {
    incoming: (by, room) => listIncoming(hooks, { by, room }),
    makeIncoming: (by, room, name) => makeIncoming(hooks, { by, room }, name),
    revokeIncoming: (by, room, hook) => revokeIncoming(hooks, { by, room }, hook),
    resumeIncoming: (by, room, hook) => resumeIncoming(hooks, { by, room }, hook),
    outgoing: (by, room) => listOutgoing(hooks, { by, room }),
    makeOutgoing: (by, room, ask) => makeOutgoing(hooks, { by, room }, ask),
    deleteOutgoing: (by, room, hook) => deleteOutgoing(hooks, { by, room }, hook),
    pauseOutgoing: (by, room, hook) => pauseOutgoing(hooks, { by, room }, hook),
    resumeOutgoing: (by, room, hook) => resumeOutgoing(hooks, { by, room }, hook),
    deliveries: (by, room, hook) => listDeliveries(hooks, { by, room }, hook),
    post: (secret, payload, key) => post(hooks, { secret, payload, key }),
    drain: async () => {
      await Promise.all([...hooks.followers.values()].map((follower) => follower.drain()));
    },
  };
}
