// Rows of `messages` beside those of `log`, and the messages they make.
import type { MessageView, SystemEntry, UserId } from '@sup/protocol';
import type { StoredItem, StoredMessage } from '../../services/messaging/history.ts';
import { type LogRow, storedEntry } from './log-row.ts';
import { decodeSummary } from './reaction-summary.ts';

/** A message with its own log row and what its current body's row says. */
export interface MessageRow extends LogRow {
  state: 'system' | 'live' | 'deleted';
  body_seq: number | null;
  edited_at: number | null;
  deleted_at: number | null;
  reactions: string | null;
  current_encoding: string | null;
  current_body: string | null;
  current_rest: string | null;
}

/** Selects MessageRows; a where-clause on `m` is to follow. */
export const selectMessages = `
  select l.*, m.state, m.body_seq, m.edited_at, m.deleted_at, m.reactions, m.hidden_from,
    b.encoding as current_encoding, b.body as current_body, b.rest as current_rest
  from messages m
  join log l on l.room = m.room and l.seq = m.seq
  left join log b on b.room = m.room and b.seq = m.body_seq`;

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
  if (entry.kind !== 'message') throw new Error(`${row.room}/${row.seq} is ${entry.kind}, not a message`);
  const { mentions: _mentions, ...placed } = entry;
  return {
    ...placed,
    ...currentContent(row),
    // Only members' ids and ids of rooms are written there.
    room: row.room as StoredMessage['room'],
    ...(row.edited_at === null ? {} : { editedAt: row.edited_at }),
    ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
    ...(hiddenFrom === undefined ? {} : { hiddenFrom }),
    reactions: reactionsOf(row, reader, own),
  };
}

function currentContent(
  row: MessageRow,
): Pick<MessageView, 'body' | 'mentions'> & Partial<Pick<MessageView, 'encoding'>> {
  if (row.body_seq === null) return { body: null };
  const { mentions } = (row.current_rest === null ? {} : JSON.parse(row.current_rest)) as Pick<
    MessageView,
    'mentions'
  >;
  return {
    // Written from an entry's encoding.
    encoding: row.current_encoding as MessageView['encoding'],
    body: row.current_body,
    ...(mentions === undefined ? {} : { mentions }),
  };
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
