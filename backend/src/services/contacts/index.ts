import { RecentCache } from '../recent-cache.ts';
import { arrived, entering, strangers } from './approach.ts';
import type { Contacts } from './contacts.ts';
import { type ContactsParts, type ContactsState, standing } from './contacts-parts.ts';
import { accept, decline, list, preview, report, waiting } from './inbox.ts';
import { RequestBadge } from './request-badge.ts';

export type { Contacts } from './contacts.ts';
export type { ContactsParts } from './contacts-parts.ts';

const standingsKept = 50_000;

/** Builds contacts; the badge beats until drained. */
export function createContacts(parts: ContactsParts): Contacts & { drain(): Promise<void> } {
  const badge = new RequestBadge(parts);
  const contacts: ContactsState = { ...parts, asked: new RecentCache(standingsKept), badge };
  return {
    strangers: (by, into, users) => strangers(contacts, by, { ...into, users }),
    arrived: (room, users) => arrived(contacts, room, users),
    written(room, peer) {
      // Of people who know each other nobody is told anything.
      if (contacts.asked.get(standing(room, peer)) === false) return;
      badge.changed(peer);
    },
    entering: (room, user) => entering(contacts, room, user),
    list: (by, after) => list(contacts, by, after),
    preview: (by, room) => preview(contacts, by, room),
    accept: (by, room) => accept(contacts, by, room),
    decline: (by, room, { block }) => decline(contacts, by, { room, block }),
    report: (by, room, from) => report(contacts, by, { room, from }),
    waiting: (user, ask) => waiting(contacts, user, ask),
    recount: (user) => badge.changed(user),
    drain: () => badge.drain(),
  };
}
