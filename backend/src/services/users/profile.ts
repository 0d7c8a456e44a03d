import { type SelfView, SupError, stateKey, type UserId, type UserView } from '@sup/protocol';
import { topics } from '../../bus/bus.ts';
import type { Caller } from '../caller.ts';
import { fold, handleKey } from '../fold.ts';
import type { Users } from './users.ts';
import type { UsersState } from './users-parts.ts';
import { mustGet } from './views.ts';

const foundMax = 20;

/** The caller themselves. */
export async function me({ store }: UsersState, by: Caller): Promise<SelfView> {
  const self = await store.self(by.user);
  if (!self) throw new SupError('user-not-found');
  return self;
}

/** Changes the caller's profile, and tells their devices and whoever watches them. */
export async function changeMe(
  users: UsersState,
  by: Caller,
  { name, about, status }: Parameters<Users['changeMe']>[1],
): Promise<SelfView> {
  const isEmpty = status !== undefined && status !== null && !status.emoji && !status.text;
  const self = await users.store.change({
    user: by.user,
    ...(name !== undefined && { name: { text: name, key: fold(name) } }),
    ...(about !== undefined && { about }),
    ...(status !== undefined && { status: isEmpty ? null : status }),
  });
  await changed(users, by.user);
  await users.ownStream.announce(by.user, [stateKey.profile()]);
  return self;
}

/** The store has another profile of this person now. */
export async function changed(users: UsersState, user: UserId): Promise<void> {
  users.seen.forget(user);
  users.blocking.forget(user);
  const view = await mustGet(users, user);
  users.bus.publish(topics.user(user), { type: 'profile', user, view });
}

/** People whose handle or name begins with a text; an exact handle first. */
export async function search({ store }: UsersState, query: string): Promise<readonly UserView[]> {
  const prefix = fold(query.trim());
  if (prefix === '') return [];
  return store.search({ prefix, handle: handleKey(query), limit: foundMax });
}
