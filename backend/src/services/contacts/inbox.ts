// The requests of one person: what waits, what was said there, and how it ends (R173 to R175).
import { type ContactRequestView, limits, type RoomId, type UserId, type UserView } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import { mustWait, waits } from './approach.ts';
import type { ContactRequest } from './contact-store.ts';
import type { Contacts } from './contacts.ts';
import { type ContactsState, standing } from './contacts-parts.ts';
import { enter } from './enter.ts';

const shownMax = 30;

export async function list(
  { store, users }: ContactsState,
  by: Caller,
  after: string | undefined,
): ReturnType<Contacts['list']> {
  const { requests: rows, more } = await store.waiting(by.user, after, limits.contactRequestListMax);
  const views = new Map((await users.views(rows.map((row) => row.by))).map((view) => [view.id, view]));
  const requests = rows.flatMap((row) => viewOf(row, views.get(row.by)) ?? []);
  const last = rows.at(-1);
  return { requests, ...(more && last && { next: last.cursor }) };
}

function viewOf(
  { by: _by, ...rest }: ContactRequest,
  by: UserView | undefined,
): ContactRequestView | undefined {
  return by && { ...rest, by };
}

/** What was said so far, as its reader would see it; reading it leaves no trace. */
export async function preview(
  contacts: ContactsState,
  by: Caller,
  room: RoomId,
): ReturnType<Contacts['preview']> {
  const { store, index, history, messages, users } = contacts;
  const [row, member] = await Promise.all([store.find(by.user, room), index.asked(room, by.user)]);
  mustWait(row && member);
  const { items } = await history.page(room, { ...member, user: by.user }, { limit: shownMax });
  const shown = items.flatMap((item) => (item.kind === 'message' ? [messages.messageView(item)] : []));
  const people = await users.views([row.by, ...messages.peopleIn(shown)]);
  const request = viewOf(
    row,
    people.find(({ id }) => id === row.by),
  );
  mustWait(request);
  return { request, messages: shown, users: [...people] };
}

export async function accept(contacts: ContactsState, by: Caller, room: RoomId): Promise<void> {
  mustWait(await contacts.store.find(by.user, room));
  mustWait(await enter(contacts, room, by.user));
}

/** For good: neither this nor what is said there later is ever shown to them. Whoever asked is not told. */
export async function decline(
  contacts: ContactsState,
  by: Caller,
  { room, block }: { room: RoomId; block: boolean },
): Promise<void> {
  const row = await contacts.store.find(by.user, room);
  mustWait(row);
  mustWait(await contacts.store.decline({ user: by.user, room }));
  contacts.asked.forget(standing(room, by.user));
  if (block) await contacts.users.block(by, row.by);
  contacts.badge.changed(by.user);
}

/** Leaves a trace that administrators read, first of all; then it is as if the person was blocked. */
export async function report(
  contacts: ContactsState,
  by: Caller,
  { room, from }: { room: RoomId; from: Origin },
): Promise<void> {
  const row = await contacts.store.find(by.user, room);
  mustWait(row);
  await contacts.audit.add({
    what: 'person.reported',
    who: by.user,
    target: row.by,
    address: from.address,
  });
  await decline(contacts, by, { room, block: true });
}

/** A message of a room that waits; undefined for any other. */
export async function waiting(
  contacts: ContactsState,
  user: UserId,
  { room, message }: Parameters<Contacts['waiting']>[1],
): ReturnType<Contacts['waiting']> {
  if (!(await waits(contacts, room, user))) return undefined;
  const { store, index, history, messages } = contacts;
  const [row, member] = await Promise.all([store.find(user, room), index.asked(room, user)]);
  const [found] = row && member ? await history.messages([message], user) : [];
  if (!found || !member || !messages.maySee(found, room, { ...member, user })) return undefined;
  return { message: messages.messageView(found) };
}
