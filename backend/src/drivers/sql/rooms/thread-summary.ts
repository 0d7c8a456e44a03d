// What a room shows of a thread, as it lies in the row of the message that the thread grew from. Nearly always all see
// the same. Replies that are hidden from somebody are in a summary apart, for the one who wrote them.
import { limits } from '@sup/protocol/wire';

/** One summary; `seenBy` is empty for the one of all who have none of their own. */
export interface ThreadSummaryRow {
  readonly seenBy: string;
  readonly replies: number;
  readonly ordinal: number;
  readonly lastAt: number;
  readonly lastBy: readonly string[];
}

type Encoded = [seenBy: string, replies: number, ordinal: number, lastAt: number, lastBy: string[]];

/** Reads what encodeThread wrote; nothing for a message without a thread. */
export function decodeThread(text: string | null): ThreadSummaryRow[] {
  if (text === null) return [];
  const rows = JSON.parse(text) as Encoded[];
  return rows.map(([seenBy, replies, ordinal, lastAt, lastBy]) => ({
    seenBy,
    replies,
    ordinal,
    lastAt,
    lastBy,
  }));
}

export function encodeThread(rows: readonly ThreadSummaryRow[]): string {
  return JSON.stringify(
    rows.map(({ seenBy, replies, ordinal, lastAt, lastBy }) => [seenBy, replies, ordinal, lastAt, lastBy]),
  );
}

/** What a reader is shown. */
export function threadFor(rows: readonly ThreadSummaryRow[], reader: string): ThreadSummaryRow | undefined {
  return rows.find(({ seenBy }) => seenBy === reader) ?? rows.find(({ seenBy }) => seenBy === '');
}

/** After a reply. One that is hidden from somebody counts only for its author. */
export function withReply(
  rows: readonly ThreadSummaryRow[],
  reply: { by: string; at: number; ordinal: number; isHidden: boolean },
): ThreadSummaryRow[] {
  const { by, at, ordinal, isHidden } = reply;
  const all = rows.find(({ seenBy }) => seenBy === '') ?? { ...nothing, lastAt: at };
  const known = rows.length > 0 ? rows : [all];
  const isApart = known.some(({ seenBy }) => seenBy === by);
  const kept = isHidden && !isApart ? [...known, { ...all, seenBy: by }] : known;
  return kept.map((row) => {
    if (isHidden && row.seenBy !== by) return { ...row, ordinal };
    const lastBy = [by, ...row.lastBy.filter((user) => user !== by)].slice(0, limits.threadRepliersShown);
    return { ...row, ordinal, replies: row.replies + 1, lastAt: at, lastBy };
  });
}

/** After a reply came back to where it was, among all that came later. */
export function withReplyAgain(rows: readonly ThreadSummaryRow[], by: string): ThreadSummaryRow[] {
  return rows.map((row) => {
    const isKnown = row.lastBy.includes(by) || row.lastBy.length >= limits.threadRepliersShown;
    return { ...row, replies: row.replies + 1, lastBy: isKnown ? row.lastBy : [...row.lastBy, by] };
  });
}

/** After the deletion of a reply; without any left nobody is shown to have replied. */
export function withoutReply(
  rows: readonly ThreadSummaryRow[],
  reply: { by: string; isHidden: boolean },
): ThreadSummaryRow[] {
  return rows.map((row) => {
    if (reply.isHidden && row.seenBy !== reply.by) return row;
    const replies = row.replies - 1;
    return { ...row, replies, lastBy: replies === 0 ? [] : row.lastBy };
  });
}

const nothing: ThreadSummaryRow = { seenBy: '', replies: 0, ordinal: 0, lastAt: 0, lastBy: [] };
