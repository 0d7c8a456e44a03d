import { daysAgo, type TimeContext } from './time';
import type { MessageItem, SystemItem, TimelineItem } from './types';

/** Longest silence inside one group of messages. */
const groupGapMs = 5 * 60_000;
/** Joins this close together fold into one line. */
const joinFoldMs = 10 * 60_000;

export type GroupPlace = 'single' | 'first' | 'middle' | 'last';

export type TimelineRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string; readonly count: number }
  | { readonly kind: 'system'; readonly key: string; readonly item: SystemItem }
  /** Messages that stood here one after the other and were moved. */
  | { readonly kind: 'moved'; readonly key: string; readonly items: readonly [MessageItem, ...MessageItem[]] }
  /** Several events in a row as one line; while it is open they stand below it. */
  | {
      readonly kind: 'events';
      readonly key: string;
      readonly at: number;
      readonly count: number;
      readonly open: boolean;
    }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly item: MessageItem;
      readonly place: GroupPlace;
    };

export interface RowOptions extends TimeContext {
  /** Seq of the first message that was unread when the room was opened. */
  readonly unreadFrom?: number | undefined;
  /** Keys of the lines of several events that are open. */
  readonly opened?: ReadonlySet<string> | undefined;
}

function startsUnread(item: TimelineItem, unreadFrom: number | undefined): boolean {
  return unreadFrom !== undefined && item.seq !== undefined && item.seq >= unreadFrom;
}

function sameGroup(a: TimelineRow | undefined, b: TimelineRow | undefined): boolean {
  if (a?.kind !== 'message' || b?.kind !== 'message') return false;
  if (b.item.quote) return false;
  return a.item.by === b.item.by && Math.abs(b.item.at - a.item.at) <= groupGapMs;
}

function placeOf(before: boolean, after: boolean): GroupPlace {
  if (before) return after ? 'middle' : 'last';
  return after ? 'first' : 'single';
}

/** One line for joins, or for additions by the same person; and who made a group is in it without a line of its own. */
function foldJoin(previous: TimelineRow | undefined, item: SystemItem): SystemItem | undefined {
  if (previous?.kind !== 'system' || item.at - previous.item.at > joinFoldMs) return undefined;
  const earlier = previous.item;
  const [before, now] = [earlier.event, item.event];
  if (before.type === 'created' && now.type === 'joined' && now.by === before.by) return earlier;
  if (before.type === 'joined' && now.type === 'joined')
    return { ...earlier, event: { ...before, names: [...before.names, ...now.names] } };
  if (before.type === 'added' && now.type === 'added' && now.by === before.by)
    return { ...earlier, event: { ...before, names: [...before.names, ...now.names] } };
  return undefined;
}

function rowsWithoutPlaces(timeline: readonly TimelineItem[], options: RowOptions): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let day: number | undefined;
  let unreadShown = false;
  for (const item of timeline) {
    const itemDay = daysAgo(item.at, options);
    if (itemDay !== day) rows.push({ kind: 'day', key: `day:${item.id}`, at: item.at });
    day = itemDay;
    if (!unreadShown && startsUnread(item, options.unreadFrom)) {
      unreadShown = true;
      rows.push({ kind: 'unread', key: 'unread', count: countUnread(timeline, options.unreadFrom) });
    }
    if (item.kind === 'message' && item.movedAway) {
      const before = rows.at(-1);
      if (before?.kind === 'moved') rows[rows.length - 1] = { ...before, items: [...before.items, item] };
      else rows.push({ kind: 'moved', key: item.id, items: [item] });
      continue;
    }
    if (item.kind === 'message') {
      rows.push({ kind: 'message', key: item.id, item, place: 'single' });
      continue;
    }
    const folded = foldJoin(rows.at(-1), item);
    if (folded) rows[rows.length - 1] = { kind: 'system', key: folded.id, item: folded };
    else rows.push({ kind: 'system', key: item.id, item });
  }
  return rows;
}

/** A message of somebody else that is still here to be read. */
function isOthers(item: TimelineItem): boolean {
  return item.kind === 'message' && !item.mine && !item.deleted && !item.movedAway;
}

function countUnread(timeline: readonly TimelineItem[], unreadFrom: number | undefined): number {
  return timeline.filter((item) => isOthers(item) && startsUnread(item, unreadFrom)).length;
}

/** So many events in a row are one line. */
const eventsFold = 3;

function withFoldedEvents(rows: readonly TimelineRow[], opened: RowOptions['opened']): TimelineRow[] {
  const folded: TimelineRow[] = [];
  let run: Extract<TimelineRow, { kind: 'system' }>[] = [];
  const end = () => {
    const [first] = run;
    if (!first || run.length < eventsFold) folded.push(...run);
    else {
      const key = `events:${first.key}`;
      const open = opened?.has(key) ?? false;
      folded.push({ kind: 'events', key, at: first.item.at, count: run.length, open });
      if (open) folded.push(...run);
    }
    run = [];
  };
  for (const row of rows) {
    // That the room was made is the beginning of all, and stands by itself.
    if (row.kind === 'system' && row.item.event.type !== 'created') run.push(row);
    else {
      end();
      folded.push(row);
    }
  }
  // What happened last stands in sight until something follows it.
  const last = run.pop();
  end();
  if (last) folded.push(last);
  return folded;
}

/** The rows of a conversation, oldest first: day lines, the unread line, system lines, and messages with their place in a group. */
export function timelineRows(timeline: readonly TimelineItem[], options: RowOptions): TimelineRow[] {
  const rows = withFoldedEvents(rowsWithoutPlaces(timeline, options), options.opened);
  return rows.map((row, index) => {
    if (row.kind !== 'message') return row;
    const place = placeOf(sameGroup(rows[index - 1], row), sameGroup(row, rows[index + 1]));
    return place === 'single' ? row : { ...row, place };
  });
}
