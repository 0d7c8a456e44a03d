import { SupError, stateKey, type UserId, type UserView } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { UsersState } from './users-parts.ts';
import { views } from './views.ts';

/** Whom the caller blocks, newest first. */
export async function blocked(users: UsersState, by: Caller): Promise<readonly UserView[]> {
  const ids = await users.store.blockedBy(by.user);
  const found = new Map((await views(users, ids)).map((view) => [view.id, view]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Blocks or unblocks a person; they are not told. Repeating it changes nothing. */
export async function setBlock(
  users: UsersState,
  by: Caller,
  { other, on }: { other: UserId; on: boolean },
): Promise<void> {
  if (other === by.user && on) {
    throw new SupError('invalid-input', { fields: { user: 'is yourself' } });
  }
  const isNew = await users.store.setBlock({ user: by.user, other, on, at: users.clock.now() });
  users.blocking.forget(by.user);
  if (isNew) await users.ownStream.announce(by.user, [stateKey.block(other)]);
}

/** True if `user` blocks `other`. */
export async function blocks({ blocking, store }: UsersState, user: UserId, other: UserId): Promise<boolean> {
  const known = blocking.get(user);
  if (known) return known.has(other);
  const before = blocking.changes;
  const loaded = new Set(await store.blockedBy(user));
  if (before === blocking.changes) blocking.keep(user, loaded);
  return loaded.has(other);
}
