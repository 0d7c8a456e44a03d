import type { UserId } from '@sup/protocol';
import { RecentCache } from '../recent-cache.ts';
import { blocked, blocks, setBlock } from './blocks.ts';
import { changed, changeMe, me, search } from './profile.ts';
import type { Users } from './users.ts';
import type { UsersParts, UsersState } from './users-parts.ts';
import { exist, mustGet, views } from './views.ts';

export type { Users } from './users.ts';
export type { UsersParts } from './users-parts.ts';

const viewsKept = 20_000;
const blockersKept = 20_000;

/** Whoever changes a profile behind this service's back says so, such as auth when an account is deleted. */
export interface ProfileChanges {
  changed(user: UserId): Promise<void>;
}

/** Builds users. */
export function createUsers(parts: UsersParts): Users & ProfileChanges {
  const users: UsersState = {
    ...parts,
    seen: new RecentCache(viewsKept),
    blocking: new RecentCache(blockersKept),
  };
  return {
    me: (by) => me(users, by),
    changeMe: (by, ask) => changeMe(users, by, ask),
    get: (user) => mustGet(users, user),
    search: (_by, query) => search(users, query),
    views: (ids) => views(users, ids),
    exists: (ids) => exist(users, ids),
    ownedBy: (owner) => parts.store.ownedBy(owner),
    blocked: (by) => blocked(users, by),
    block: (by, other) => setBlock(users, by, { other, on: true }),
    unblock: (by, other) => setBlock(users, by, { other, on: false }),
    blocks: (user, other) => blocks(users, user, other),
    async audit(before, limit) {
      const { events, next } = await parts.store.audit(before, Math.min(Math.max(limit, 1), auditPageMax));
      return { events: [...events], ...(next !== undefined && { next }) };
    },
    changed: (user) => changed(users, user),
  };
}

const auditPageMax = 200;
