// Says what of the promises of SPEC.md a history breaks, given the log as it is on disk in the end. O(n log n).
//
// Membership follows from the log itself: `member.joined` opens an interval of a person, `member.left` ends it.
import type { Entry, EntryOf, RoomId, UserId } from '@sup/protocol';
import { checkPlaces } from './check-places.ts';
import { type History, keyOf, type Reader, type SendRecord, type View } from './history.ts';
import type { Logs, Violation } from './violation.ts';

export type { Logs } from './violation.ts';

/** From joining to leaving, both entries included, and from where on what was before is to be read, too. */
type Interval = { readonly visibleFrom: number; readonly from: number; to: number };
type Members = ReadonlyMap<UserId, readonly Interval[]>;

/** All violations; none means that every promise was kept. */
export function checkHistory(history: History, logs: Logs): Violation[] {
  const found: Violation[] = [];
  const membersOf = new Map<RoomId, Members>();
  for (const [room, log] of logs) {
    const members = membersIn(log);
    membersOf.set(room, members);
    found.push(...checkSeqs(room, log), ...checkAuthors(room, log, members), ...checkTargets(room, log));
    found.push(...checkClosed(room, log));
  }
  const stored = storedSends(logs);
  found.push(
    ...checkSends(history, stored),
    ...checkInvented(history, stored),
    ...checkOrder(history, stored),
    ...checkPlaces(logs),
  );
  for (const reader of history.readers) found.push(...checkReader(reader, { logs, membersOf }));
  return found;
}

type Stored = ReadonlyMap<string, readonly Extract<Entry, { kind: 'message' }>[]>;

function storedSends(logs: Logs): Stored {
  const messages = [...logs].flatMap(([room, log]) =>
    log.flatMap((entry) =>
      // What was moved was sent elsewhere.
      entry.kind === 'message' && !entry.moved
        ? [{ key: keyOf({ room, account: entry.by, cmid: entry.cmid }), entry }]
        : [],
    ),
  );
  const byKey = Map.groupBy(messages, ({ key }) => key);
  return new Map([...byKey].map(([key, found]) => [key, found.map(({ entry }) => entry)]));
}

function checkSeqs(room: RoomId, log: readonly Entry[]): Violation[] {
  const wrong = log.findIndex((entry, at) => entry.seq !== at + 1);
  return wrong < 0 ? [] : [`seqs not dense: ${room} has ${log[wrong]?.seq} in place ${wrong + 1}`];
}

function checkSends(history: History, stored: Stored): Violation[] {
  return [...history.sends].flatMap(([key, send]) => checkSend(key, send, stored.get(key) ?? []));
}

function checkSend(
  key: string,
  send: SendRecord,
  rows: readonly Extract<Entry, { kind: 'message' }>[],
): Violation[] {
  const found: Violation[] = [];
  const [row, ...more] = rows;
  if (more.length > 0) found.push(`doubled: ${key} at ${rows.map(({ seq }) => seq).join(', ')}`);
  if (!row) {
    if (send.acks.length > 0) found.push(`lost: ${key}, acked at ${send.acks[0]?.seq}`);
    return found;
  }
  if (send.refused) found.push(`refused but stored: ${key} at ${row.seq}`);
  const misplaced = send.acks.find(({ seq }) => seq !== row.seq);
  if (misplaced) found.push(`misplaced: ${key}, acked at ${misplaced.seq}, is at ${row.seq}`);
  // A body that is null was blanked by an edit or a deletion.
  if (row.body !== null && row.body !== send.body) found.push(`body differs: ${key} at ${row.seq}`);
  return found;
}

function checkInvented(history: History, stored: Stored): Violation[] {
  return [...stored.keys()]
    .filter((key) => !history.sends.has(key))
    .map((key): Violation => `invented: ${key} was never sent`);
}

/** What was acked before another send began stands before it. */
function checkOrder(history: History, stored: Stored): Violation[] {
  const events = [...history.sends].flatMap(([key, send]) => {
    const seq = stored.get(key)?.[0]?.seq;
    if (seq === undefined) return [];
    const ackedAt = send.acks[0]?.at;
    const begin = { at: send.invokedAt, seq, room: send.room, key, type: 'begin' as const };
    return ackedAt === undefined ? [begin] : [begin, { ...begin, at: ackedAt, type: 'ack' as const }];
  });
  events.sort((one, other) => one.at - other.at);
  const acked = new Map<RoomId, number>();
  const found: Violation[] = [];
  for (const { type, room, seq, key } of events) {
    const before = acked.get(room) ?? 0;
    if (type === 'ack') acked.set(room, Math.max(before, seq));
    else if (seq < before) found.push(`order: ${key} at ${seq} began after ${before} was acked`);
  }
  return found;
}

function checkReader(
  reader: Reader,
  truth: { logs: Logs; membersOf: ReadonlyMap<RoomId, Members> },
): Violation[] {
  const { logs, membersOf } = truth;
  const reached = new Map<RoomId, number>();
  return reader.views.flatMap((view) => {
    const { room, from, to } = view;
    const name = `${reader.name} in ${room} (${from}, ${to}]`;
    const found: Violation[] = [];
    const before = reached.get(room) ?? from;
    if (from !== before || to < from) found.push(`gap in view: ${name} after ${before}`);
    reached.set(room, to);
    const intervals = membersOf.get(room)?.get(reader.account) ?? [];
    found.push(...checkView(name, view, { log: logs.get(room) ?? [], intervals }));
    return found;
  });
}

function checkView(
  name: string,
  view: View,
  truth: { log: readonly Entry[]; intervals: readonly Interval[] },
): Violation[] {
  const found: Violation[] = [];
  const seen = new Map(view.entries.map((entry) => [entry.seq, entry]));
  const isInside = ({ seq }: Entry) => seq > view.from && seq <= view.to;
  const outside = view.entries.find((entry) => !isInside(entry));
  const ascends = view.entries.every((entry, at) => at === 0 || entry.seq > (view.entries[at - 1]?.seq ?? 0));
  if (outside || !ascends) found.push(`gap in view: ${name} holds ${view.entries.map(({ seq }) => seq)}`);
  if (view.to > truth.log.length) found.push(`differs in view: ${name}, the log ends at ${truth.log.length}`);
  const begun = truth.intervals.filter(({ from }) => from <= view.to);
  for (const entry of truth.log.slice(view.from, view.to)) {
    const shown = seen.get(entry.seq);
    const isMember = truth.intervals.some(({ from, to }) => entry.seq >= from && entry.seq <= to);
    if (!shown && isMember && isThreadShown(entry, begun))
      found.push(`missing in view: ${name} lacks ${entry.seq}`);
    if (shown) found.push(...checkShown(name, { shown, stored: entry }, truth.intervals));
  }
  return found;
}

function checkShown(
  name: string,
  { shown, stored }: { shown: Entry; stored: Entry },
  intervals: readonly Interval[],
): Violation[] {
  const { seq } = stored;
  return [
    ...(mayBeShown(seq, intervals) && isThreadShown(shown, intervals)
      ? []
      : [`not a member: ${name} holds ${seq}` as const]),
    ...(isSame(shown, stored) ? [] : [`differs in view: ${name} at ${seq}` as const]),
    ...(tellsTooMuch(shown, intervals) ? [`tells too much: ${name} at ${seq}` as const] : []),
  ];
}

/** A reply is for those who may see what its thread grew from (R75). */
function isThreadShown(entry: Entry, intervals: readonly Interval[]): boolean {
  return entry.kind !== 'message' || entry.threadSeq === undefined || mayBeShown(entry.threadSeq, intervals);
}

/** Some may read what was before their joining; nobody what is after their leaving. */
function mayBeShown(seq: number, intervals: readonly Interval[]): boolean {
  return intervals.some(({ visibleFrom, to }) => seq >= visibleFrom && seq <= to);
}

function isSame(shown: Entry, stored: Entry): boolean {
  if (shown.kind === 'message' && stored.kind === 'message') {
    const isBlanked = stored.body === null || shown.body === null;
    const isOne = shown.id === stored.id && shown.cmid === stored.cmid;
    return isOne && shown.forwarded === stored.forwarded && (isBlanked || shown.body === stored.body);
  }
  if (!('target' in shown) || !('target' in stored)) return shown.kind === stored.kind;
  if (shown.kind !== stored.kind || shown.target !== stored.target) return false;
  if (shown.kind === 'poll' && stored.kind === 'poll') return isSameCount(shown, stored);
  // What is about a message that the reader may not see comes without what it says.
  return shown.by === undefined || (shown.by === stored.by && saidOf(shown) === saidOf(stored));
}

/** Numbers go when there are newer ones; until then they are the same for all. */
function isSameCount(shown: EntryOf<'poll'>, stored: EntryOf<'poll'>): boolean {
  const isBlanked = stored.count === undefined || shown.count === undefined;
  const isEqual = isBlanked || JSON.stringify(shown.count) === JSON.stringify(stored.count);
  return isEqual && shown.closed === stored.closed;
}

/** What an entry about a message says of it, as far as nothing blanks it later. */
function saidOf(entry: Entry): string {
  if (entry.kind === 'reaction') return `${entry.emoji} ${entry.on}`;
  if (entry.kind === 'pin') return `${entry.on}`;
  return entry.kind === 'mark' ? `${entry.mark?.kind} ${entry.mark?.who}` : '';
}

/** Of a message that no membership shows, neither the author of a change is told nor what it says (R36). */
function tellsTooMuch(shown: Entry, intervals: readonly Interval[]): boolean {
  if (!('target' in shown) || mayBeShown(shown.targetSeq, intervals)) return false;
  if (shown.kind === 'poll') return shown.count !== undefined;
  return shown.by !== undefined || (shown.kind === 'mark' && shown.mark !== undefined);
}

/** Nothing is said about a message after its deletion, nor about one that is not there (R26). */
function checkTargets(room: RoomId, log: readonly Entry[]): Violation[] {
  const live = new Map<string, number>();
  return log.flatMap((entry): Violation[] => {
    if (entry.kind === 'message') live.set(entry.id, entry.seq);
    if (!('target' in entry)) return [];
    const isThere = live.get(entry.target) === entry.targetSeq || entry.kind === 'return';
    if (entry.kind === 'delete' || entry.kind === 'move') live.delete(entry.target);
    if (entry.kind === 'return') live.set(entry.target, entry.targetSeq);
    return isThere ? [] : [`about what is gone: ${room} ${entry.seq} (${entry.kind})`];
  });
}

/** What may still be in a room that is deleted: time ends things there, too, people go, and a move that was refused elsewhere comes back. */
const inClosed: ReadonlySet<Entry['kind']> = new Set([
  'room.restored',
  'room.ended',
  'messages.expired',
  'poll',
  'member.left',
  'return',
]);

/** From its deletion on nobody does anything in a room but restore it (R200). */
function checkClosed(room: RoomId, log: readonly Entry[]): Violation[] {
  let isClosed = false;
  return log.flatMap((entry): Violation[] => {
    const { kind, seq } = entry;
    const isDoing = isClosed && !inClosed.has(kind);
    if (kind === 'room.deleted') isClosed = true;
    if (kind === 'room.restored') isClosed = false;
    return isDoing ? [`in a deleted room: ${room} ${seq} (${kind})`] : [];
  });
}

/** Whoever writes, pins or marks is a member then. */
function checkAuthors(room: RoomId, log: readonly Entry[], members: Members): Violation[] {
  return log.flatMap((entry): Violation[] => {
    if (!('cmid' in entry) && !('target' in entry)) return [];
    // Whose message is moved need not be there, and what was voted nobody tells.
    if ((entry.kind === 'message' && entry.moved) || entry.kind === 'poll') return [];
    const { by, seq, kind } = entry;
    const mine = by === undefined ? [] : (members.get(by) ?? []);
    return mine.some(({ from, to }) => seq > from && seq < to)
      ? []
      : [`not a member: ${by} wrote ${room} ${seq} (${kind})`];
  });
}

function membersIn(log: readonly Entry[]): Members {
  const members = new Map<UserId, Interval[]>();
  for (const entry of log) {
    if (entry.kind === 'member.joined') {
      const mine = members.get(entry.user) ?? [];
      mine.push({ visibleFrom: entry.visibleFrom, from: entry.seq, to: Number.POSITIVE_INFINITY });
      members.set(entry.user, mine);
    } else if (entry.kind === 'member.left') {
      const last = members.get(entry.user)?.at(-1);
      if (last) last.to = entry.seq;
    }
  }
  return members;
}
