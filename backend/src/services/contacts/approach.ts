// Who is a stranger, and what happens where one writes or adds somebody (R170, R171, R176).
import { limits, type RoomId, SupError, type UserId } from '@sup/protocol';
import type { ContactStore } from './contact-store.ts';
import type { Acquaintance } from './contacts.ts';
import { type ContactsState, standing } from './contacts-parts.ts';
import { enter } from './enter.ts';

const dayMs = 86_400_000;
const nobody: ReadonlySet<UserId> = new Set();

const perDay: Readonly<Record<Parameters<ContactStore['approach']>[0]['kind'], number>> = {
  direct: limits.strangerChatsPerDay,
  group: limits.strangerInvitationsPerDay,
};

/** Those of the people to whom `by` is a stranger. A program takes everyone: nobody could accept in its place. */
export async function strangers(
  { store, users, clock, options }: ContactsState,
  by: UserId,
  ask: Parameters<Acquaintance['strangers']>[1] & { users: readonly UserId[] },
): Promise<ReadonlySet<UserId>> {
  if (options.strangers === 'open') return nobody;
  const views = await users.views(ask.users.filter((user) => user !== by));
  const people = views.filter(({ bot, deleted }) => !bot && !deleted).map(({ id }) => id);
  if (people.length === 0) return nobody;
  const at = clock.now();
  const { room, kind } = ask;
  const max = perDay[kind];
  return new Set(await store.approach({ by, room, kind, users: people, at, since: at - dayMs, max }));
}

/** The log has them in the room: what was known of them there is old. */
export function arrived({ asked, badge }: ContactsState, room: RoomId, users: Iterable<UserId>): void {
  for (const user of users) {
    asked.forget(standing(room, user));
    badge.changed(user);
  }
}

/** Undefined where memory knows that nothing waits. */
export function entering(contacts: ContactsState, room: RoomId, user: UserId): Promise<void> | undefined {
  const known = contacts.asked.get(standing(room, user));
  return known === false ? undefined : enterIfAsked(contacts, room, user);
}

async function enterIfAsked(contacts: ContactsState, room: RoomId, user: UserId): Promise<void> {
  if (await waits(contacts, room, user)) await enter(contacts, room, user);
}

/** Whether the person is in the room without having accepted it. */
export async function waits({ asked, index }: ContactsState, room: RoomId, user: UserId): Promise<boolean> {
  const key = standing(room, user);
  const known = asked.get(key);
  if (known !== undefined) return known;
  const before = asked.changes;
  const found = (await index.asked(room, user)) !== undefined;
  if (before === asked.changes) asked.keep(key, found);
  return found;
}

/** Throws request-not-found. */
export function mustWait(isThere: unknown): asserts isThere {
  if (!isThere) throw new SupError('request-not-found');
}
