// Addresses that are told of what happens in a room (R116): making, listing, ending and turning them on again.
import {
  type DeliveryView,
  type HookId,
  limits,
  makeId,
  type OutgoingHookView,
  SupError,
} from '@sup/protocol';
import { OutgoingError } from '../../ports/outgoing.ts';
import { Follower } from './follower.ts';
import type { HooksState, Place } from './hooks-parts.ts';
import { mustManage } from './must-manage.ts';
import type { OutgoingHook } from './outgoing-store.ts';
import { makeHookSecret } from './secret.ts';

export async function listOutgoing(hooks: HooksState, place: Place): Promise<OutgoingHookView[]> {
  await mustManage(hooks, place);
  return (await hooks.outgoingStore.ofRoom(place.room)).map(viewOf);
}

/** Tells an address of every entry from now on. Its secret leaves the server here and never again. */
export async function makeOutgoing(
  hooks: HooksState,
  { room, by }: Place,
  { name, url }: { name: string; url: string },
): Promise<{ hook: OutgoingHookView; secret: string }> {
  const { clock, log, outgoingStore } = hooks;
  // The head before the right: whose membership ends in between leaves an entry after it, which ends the hook.
  const delivered = (await log.heads([room])).get(room) ?? 0;
  await mustManage(hooks, { room, by });
  mustBeCallable(hooks, url);
  const madeAt = clock.now();
  const hook: OutgoingHook = {
    id: makeId<'HookId'>(madeAt, clock.random(10)) as HookId,
    room,
    name,
    url,
    secret: makeHookSecret(clock),
    by: by.user,
    madeAt,
    state: 'on',
    delivered,
    failures: 0,
  };
  await outgoingStore.add({ hook, hooksMax: limits.roomHooksMax });
  follow(hooks, hook);
  return { hook: viewOf(hook), secret: hook.secret };
}

export async function deleteOutgoing(hooks: HooksState, place: Place, hook: string): Promise<void> {
  const { id } = await mustFind(hooks, place, hook);
  await unfollow(hooks, id);
  const { room, by } = place;
  await hooks.outgoingStore.delete({ room, id, by: by.user, at: hooks.clock.now() });
}

/** Tells nothing for now; what is under way is finished or cut off, and comes again after the pause. */
export async function pauseOutgoing(hooks: HooksState, place: Place, hook: string): Promise<void> {
  const { id } = await mustFind(hooks, place, hook);
  await unfollow(hooks, id);
  const { delivered } = await mustFind(hooks, place, hook);
  await hooks.outgoingStore.progress({ id, to: { state: 'off', delivered, failures: 0 }, kept: 0 });
}

/** Tries again at once, whatever pause was meant; goes on where it stopped, from now on for the one who asks. */
export async function resumeOutgoing(hooks: HooksState, place: Place, hook: string): Promise<void> {
  const { id } = await mustFind(hooks, place, hook);
  await unfollow(hooks, id);
  // What arrived until the follower had ended is in the store.
  const { failingSince: _since, nextAt: _next, ...found } = await mustFind(hooks, place, hook);
  const by = place.by.user;
  const resumed: OutgoingHook = { ...found, by, state: 'on', failures: 0 };
  const { delivered } = found;
  await hooks.outgoingStore.progress({ id, to: { state: 'on', delivered, failures: 0 }, by, kept: 0 });
  follow(hooks, resumed);
}

export async function listDeliveries(hooks: HooksState, place: Place, hook: string): Promise<DeliveryView[]> {
  const { id } = await mustFind(hooks, place, hook);
  return [...(await hooks.outgoingStore.deliveries(id))];
}

/** Goes on with all that are on. */
export async function followAll(hooks: HooksState): Promise<void> {
  for (const hook of await hooks.outgoingStore.on()) follow(hooks, hook);
}

function follow(hooks: HooksState, hook: OutgoingHook): void {
  const { outgoingStore: store, log, outgoing, bus, clock, telemetry } = hooks;
  // Two people may turn it on at the same moment.
  void hooks.followers.get(hook.id)?.drain();
  hooks.followers.set(hook.id, new Follower(hook, { store, log, outgoing, bus, clock, telemetry }));
}

async function unfollow({ followers }: HooksState, id: HookId): Promise<void> {
  const follower = followers.get(id);
  followers.delete(id);
  await follower?.drain();
}

async function mustFind(hooks: HooksState, place: Place, id: string): Promise<OutgoingHook> {
  await mustManage(hooks, place);
  const found = (await hooks.outgoingStore.ofRoom(place.room)).find((hook) => hook.id === id);
  if (!found) throw new SupError('hook-not-found');
  return found;
}

function mustBeCallable({ outgoing }: HooksState, url: string): void {
  try {
    outgoing.check(url);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    throw new SupError('invalid-input', { fields: { url: error.message } }, { cause: error });
  }
}

function viewOf({
  id,
  name,
  url,
  by,
  madeAt,
  state,
  delivered,
  failingSince,
}: OutgoingHook): OutgoingHookView {
  const failing = failingSince !== undefined && { failingSince };
  return { id, name, url, by, madeAt, state, delivered, ...failing };
}
