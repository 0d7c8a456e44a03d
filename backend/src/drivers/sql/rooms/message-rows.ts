// Rows of `log` with what has changed since, and the messages they make.
import type { MessageView, PollCount, RoomId, SystemEntry, UserId } from '@sup/protocol';
import type { StoredItem, StoredMessage } from '../../../services/messaging/history.ts';
import { type LogRow, storedEntry } from './log-row.ts';
import { decodeSummary } from './reaction-summary.ts';
import { decodeThread, threadFor } from './thread-summary.ts';

/** A message or system entry with its changes, and the row of its last edit. */
export interface MessageRow extends LogRow {
  room_id: RoomId;
  body_seq: number | null;
  edited_at: number | null;
  deleted_at: number | null;
  moved_at: number | null;
  reactions: string | null;
  thread: string | null;
  pinned: string | null;
  mark: string | null;
  mark_who: string | null;
  marked: string | null;
  poll: string | null;
  edited_encoding: string | null;
  edited_body: string | null;
  edited_rest: string | null;
}

/** Selects MessageRows; a where-clause on `l` is to follow. */
export const selectMessages = `
  select l.*, r.id as room_id, c.body_seq, c.edited_at, c.deleted_at, c.moved_at, c.reactions, c.thread,
    c.pinned, c.mark, c.mark_who, c.marked, c.poll,
    e.encoding as edited_encoding, e.body as edited_body, e.rest as edited_rest
  from log l
  join rooms r on r.no = l.room
  left join message_changes c on c.room = l.room and c.seq = l.seq
  left join log e on e.room = c.room and e.lane = 1 and e.seq = c.body_seq`;

/** One reaction of the reader. */
export interface OwnReaction {
  seq: number;
  emoji: string;
  hidden_from: string | null;
}

/** The line of a timeline that a row makes for a reader who has reacted with `own`. */
export function itemOf(row: MessageRow, reader: UserId, own: readonly OwnReaction[]): StoredItem {
  // The writer gives rows of this state to system entries only.
  if (row.state === 'system') return storedEntry(row).entry as SystemEntry;
  return messageOf(row, reader, own);
}

export function messageOf(row: MessageRow, reader: UserId, own: readonly OwnReaction[]): StoredMessage {
  const { entry, hiddenFrom } = storedEntry(row);
  if (entry.kind !== 'message') throw new Error(`${row.room_id}/${row.seq} is ${entry.kind}, not a message`);
  const { moved, poll, ...said } = entry;
  return {
    ...said,
    ...(moved && { moved: { at: moved.at, by: moved.by } }),
    ...changedContent(row),
    room: row.room_id,
    ...(row.edited_at === null ? {} : { editedAt: row.edited_at }),
    ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
    ...(row.moved_at === null ? {} : { movedAt: row.moved_at }),
    ...(hiddenFrom === undefined ? {} : { hiddenFrom }),
    reactions: reactionsOf(row, reader, own),
    ...grownOf(row, reader),
    ...keptOf(row),
    // Of what is deleted, not even how many choices it had.
    ...(poll && row.deleted_at === null && { poll: { ...poll, ...countOf(row) } }),
  };
}

/** What the writer noted when the message was pinned or marked. */
function keptOf({ pinned, mark, mark_who: who, marked }: MessageRow): Pick<StoredMessage, 'pinned' | 'mark'> {
  return {
    ...(pinned !== null && { pinned: JSON.parse(pinned) }),
    ...(marked !== null && { mark: { kind: mark, ...(who !== null && { who }), ...JSON.parse(marked) } }),
  };
}

/** What was told of the votes in a poll. */
function countOf({ poll }: MessageRow): Partial<PollCount> {
  return poll === null ? {} : JSON.parse(poll);
}

function grownOf(row: MessageRow, reader: UserId): Pick<StoredMessage, 'grown'> {
  const summary = row.thread === null ? undefined : threadFor(decodeThread(row.thread), reader);
  if (!summary) return {};
  const { replies, ordinal, lastAt, lastBy } = summary;
  return { grown: { replies, ordinal, lastReplyAt: lastAt, lastRepliers: lastBy as readonly UserId[] } };
}

/** What an edit or the deletion put in place of the message's own content. */
function changedContent(
  row: MessageRow,
): Partial<Pick<MessageView, 'body' | 'encoding' | 'mentions' | 'audience' | 'audienceSeq'>> {
  if (row.deleted_at !== null || row.moved_at !== null)
    return { body: null, mentions: undefined, audience: undefined };
  if (row.body_seq === null) return {};
  const rest: Pick<MessageView, 'mentions' | 'audience'> =
    row.edited_rest === null ? {} : JSON.parse(row.edited_rest);
  // Written from an entry's encoding.
  const encoding = row.edited_encoding as MessageView['encoding'];
  const { mentions, audience } = rest;
  const said = { encoding, body: row.edited_body, mentions };
  return audience?.length
    ? { ...said, audience, audienceSeq: row.body_seq }
    : { ...said, audience: undefined };
}

function reactionsOf(
  row: MessageRow,
  reader: UserId,
  own: readonly OwnReaction[],
): StoredMessage['reactions'] {
  const shared = decodeSummary(row.reactions).map(({ emoji, count, users }) => ({
    emoji,
    count,
    users: users as readonly UserId[],
    mine: own.some((one) => one.emoji === emoji),
  }));
  // Hidden from somebody else, and so in nobody's summary; the one who reacted still sees it.
  for (const { emoji, hidden_from } of own) {
    if (hidden_from === null) continue;
    const known = shared.findIndex((one) => one.emoji === emoji);
    const before = shared[known];
    if (before) shared[known] = { ...before, count: before.count + 1, users: [...before.users, reader] };
    else shared.push({ emoji, count: 1, users: [reader], mine: true });
  }
  return shared;
}
