// Addresses at which programs post into a room (R114): making, listing and ending them.
import {
  apiPath,
  type DeviceId,
  type HookId,
  type IncomingHookView,
  limits,
  makeId,
  type SessionId,
  SupError,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { IncomingHook } from './hook-store.ts';
import type { HooksState, Place } from './hooks-parts.ts';
import { mustManage } from './must-manage.ts';
import { hashHookSecret, hintOfSecret, makeHookSecret } from './secret.ts';

export async function listIncoming(hooks: HooksState, place: Place): Promise<IncomingHookView[]> {
  await mustManage(hooks, place);
  return views(hooks, place, await hooks.store.incoming(place.room));
}

/** Makes a hook with an account of its own, which joins the room. Its address leaves the server here and never again. */
export async function makeIncoming(
  hooks: HooksState,
  { room, by }: Place,
  name: string,
): Promise<{ hook: IncomingHookView; url: string }> {
  const { store, clock, options, accounts, rooms } = hooks;
  await mustManage(hooks, { room, by });
  const known = await store.incoming(room);
  if (known.length >= limits.roomHooksMax) throw new SupError('too-many-hooks');
  const account = await accounts.makeForHook(by, name);
  await rooms.addMember(by, room, { user: account, role: 'member' });
  const secret = makeHookSecret(clock);
  const madeAt = clock.now();
  const id = makeId<'HookId'>(madeAt, clock.random(10)) as HookId;
  const made: IncomingHook = { id, room, account, by: by.user, hint: hintOfSecret(secret), madeAt };
  await store.addIncoming({ ...made, hash: hashHookSecret(secret), hooksMax: limits.roomHooksMax });
  const [hook] = await views(hooks, { room, by }, [made]);
  if (!hook) throw new SupError('hook-not-found');
  return { hook, url: `${options.publicUrl}${apiPath}/hooks/${secret}` };
}

/** Makes the caller answer for a hook: it is on again, until they go (R119). Its address stays what it is. */
export async function resumeIncoming(hooks: HooksState, place: Place, hook: string): Promise<void> {
  await mustManage(hooks, place);
  const { room, by } = place;
  const ask = { room, id: hook as HookId, by: by.user, at: hooks.clock.now() };
  const taken = await hooks.store.takeOverIncoming(ask);
  if (!taken) throw new SupError('hook-not-found');
  const { account: user } = taken;
  await hooks.users.changed(user);
  if (!(await hooks.roomIndex.membership(room, user)))
    await hooks.rooms.addMember(by, room, { user, role: 'member' });
}

/** Ends a hook; its account leaves the room, and keeps its name over what it posted. */
export async function revokeIncoming(hooks: HooksState, place: Place, hook: string): Promise<void> {
  await mustManage(hooks, place);
  const { room, by } = place;
  const ask = { room, id: hook as HookId, by: by.user, at: hooks.clock.now() };
  const revoked = await hooks.store.revokeIncoming(ask);
  if (!revoked) throw new SupError('hook-not-found');
  const membership = await hooks.roomIndex.membership(room, revoked.account);
  if (membership) await hooks.rooms.leave(asHook(revoked), room);
}

/** The account of a hook as a caller. */
export function asHook({ id, account }: IncomingHook): Caller {
  const session = id as string as SessionId;
  return { user: account, session, device: id as string as DeviceId, admin: false };
}

async function views(
  { users, roomIndex }: HooksState,
  { room }: Place,
  found: readonly IncomingHook[],
): Promise<IncomingHookView[]> {
  const accounts = await users.views(found.map(({ account }) => account));
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const inRoom = await Promise.all(found.map((hook) => roomIndex.membership(room, hook.account)));
  return found.flatMap(({ room: _room, account: id, ...shown }, at) => {
    const account = byId.get(id);
    return account ? [{ ...shown, account, state: inRoom[at] ? 'on' : 'off' }] : [];
  });
}
