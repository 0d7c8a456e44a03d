import { SupError, type UserId, type UserView } from '@sup/protocol';
import type { UsersState } from './users-parts.ts';

/** Views of those that exist, each once, in any order. */
export async function views(
  { seen, store }: UsersState,
  users: readonly UserId[],
): Promise<readonly UserView[]> {
  const found: UserView[] = [];
  const missing: UserId[] = [];
  for (const user of new Set(users)) {
    const view = seen.get(user);
    if (view) found.push(view);
    else missing.push(user);
  }
  if (missing.length === 0) return found;
  const before = seen.changes;
  const loaded = await store.views(missing);
  if (before === seen.changes) for (const view of loaded) seen.keep(view.id, view);
  return [...found, ...loaded];
}

/** Throws user-not-found. A deleted account is found, as a placeholder. */
export async function mustGet(users: UsersState, user: UserId): Promise<UserView> {
  const [view] = await views(users, [user]);
  if (!view) throw new SupError('user-not-found');
  return view;
}

/** True if all of them exist and have not deleted their accounts. */
export async function exist(users: UsersState, ids: readonly UserId[]): Promise<boolean> {
  const found = await views(users, ids);
  return found.length === new Set(ids).size && found.every((view) => !view.deleted);
}
