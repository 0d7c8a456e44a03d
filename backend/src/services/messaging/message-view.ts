import type { MessageView, SystemEntry, TimelineItem, UserId } from '@sup/protocol';
import type { Reader, StoredItem, StoredMessage } from './history.ts';

/** A stored message as it goes out: without what only the server needs to know. */
export function messageView(stored: StoredMessage): MessageView {
  const { room: _room, hiddenFrom: _hiddenFrom, reactions, ...view } = stored;
  return { ...view, reactions: reactions.map((reaction) => ({ ...reaction, users: [...reaction.users] })) };
}

export function timelineItem(stored: StoredItem): TimelineItem {
  return stored.kind === 'message' ? messageView(stored) : stored;
}

/** True if the reader may see a message that something else points to. */
export function maySee(message: StoredMessage, room: string, reader: Reader): boolean {
  return message.room === room && message.seq >= reader.visibleFrom && message.hiddenFrom !== reader.user;
}

/** Everyone whom a timeline names. */
export function peopleIn(items: readonly (MessageView | SystemEntry)[]): UserId[] {
  const people = new Set<UserId>();
  for (const item of items) {
    people.add(item.by);
    if ('user' in item) people.add(item.user);
    if (item.kind !== 'message') continue;
    for (const user of item.mentions ?? []) people.add(user);
    for (const reaction of item.reactions) for (const user of reaction.users) people.add(user);
  }
  return [...people];
}
