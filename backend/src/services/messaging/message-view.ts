import {
  type MessageId,
  type MessageView,
  type SystemEntry,
  sees,
  type ThreadSummary,
  type TimelineItem,
  type UserId,
} from '@sup/protocol';
import type { Grown, Reader, StoredItem, StoredMessage } from './history.ts';

/** A stored message as it goes out: without what only the server needs to know. */
export function messageView(stored: StoredMessage, own?: OwnThread): MessageView {
  const { room: _room, hiddenFrom: _hiddenFrom, reactions, grown, ...view } = stored;
  return {
    ...view,
    reactions: reactions.map((reaction) => ({ ...reaction, users: [...reaction.users] })),
    ...(grown && grown.replies > 0 && { summary: summaryOf(grown, own ?? notMine) }),
  };
}

/** What of a thread is its reader's own. */
export type OwnThread = Pick<ThreadSummary, 'following' | 'unread' | 'mentions'>;
export type OwnThreads = ReadonlyMap<MessageId, OwnThread>;

/** How messages are shown, for services that show some beside messaging. */
export const messageViews = { maySee, messageView, peopleIn } as const;
export type MessageViews = typeof messageViews;

const notMine: OwnThread = { following: false, unread: 0, mentions: 0 };

function summaryOf({ replies, lastReplyAt, lastRepliers }: Grown, own: OwnThread): ThreadSummary {
  const { following, unread, mentions } = own;
  return { replies, lastReplyAt, lastRepliers: [...lastRepliers], following, unread, mentions };
}

export function timelineItem(stored: StoredItem, own?: OwnThreads): TimelineItem {
  return stored.kind === 'message' ? messageView(stored, own?.get(stored.id)) : stored;
}

/** True if the reader may see a message that something else points to. */
export function maySee(message: StoredMessage, room: string, reader: Reader): boolean {
  const { seq, threadSeq, hiddenFrom } = message;
  if (message.room !== room || hiddenFrom === reader.user || !sees(reader, seq)) return false;
  // Of a thread that grew from what the reader may not see, they see no reply either (R75).
  return threadSeq === undefined || sees(reader, threadSeq);
}

/** Everyone whom a timeline names. */
export function peopleIn(items: readonly (MessageView | SystemEntry)[]): UserId[] {
  const people = new Set<UserId>();
  for (const item of items) {
    people.add(item.by);
    if ('user' in item) people.add(item.user);
    if (item.kind === 'message') for (const user of othersIn(item)) people.add(user);
  }
  return [...people];
}

/** Everyone but its author whom a message names. */
function othersIn({ mentions = [], summary, reactions, pinned, mark }: MessageView): UserId[] {
  const keepers = [pinned?.by, mark?.by, mark?.who].filter((user) => user !== undefined);
  const others = [...mentions, ...keepers, ...(summary?.lastRepliers ?? [])];
  return [...others, ...reactions.flatMap(({ users }) => users)];
}
