import type { KeptInput, RoomKeptTold } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { maySee, messageView, peopleIn } from './message-view.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { grownIn } from './page.ts';

/** A part of what the room keeps, as its reader may see it: pinned or marked last comes first (R151, R153). */
export function kept(parts: MessagingParts, by: Caller, ask: KeptInput): Promise<RoomKeptTold> {
  const { room, list, who, before, limit } = ask;
  return parts.rooms.reading({ room, user: by.user }, async (reader) => {
    const { found, head } = await parts.kept.list(room, by.user, { list, who, before, limit: limit + 1 });
    const part = found.slice(0, limit);
    const visible = part.map(({ message }) => message).filter((message) => maySee(message, room, reader));
    const own = await parts.threads.own(room, reader, grownIn(visible));
    const messages = visible.map((message) => messageView(message, own.get(message.id)));
    const users = await parts.users.views(peopleIn(messages));
    const last = part.at(-1);
    return { messages, users: [...users], head, ...(found.length > limit && last && { next: last.seq }) };
  });
}
