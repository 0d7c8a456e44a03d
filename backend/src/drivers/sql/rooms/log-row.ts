// How an entry lies in the table `log`: what is searched for has a column, the rest of its kind is JSON.
import type { Entry } from '@sup/protocol';
import type { Append, SendRecord, StoredEntry } from '../../../services/log/room-log.ts';

/** A row of `log`. */
export interface LogRow {
  /** rooms.no */
  room: number;
  /** 0 for what the timeline shows, else 1. */
  lane: number;
  seq: number;
  kind: string;
  /** Of what the timeline or a thread shows. */
  state: 'system' | 'live' | 'deleted' | 'gone' | 'moved' | null;
  at: number;
  account: string;
  device: string;
  cmid: string;
  digest: string;
  message: string | null;
  ordinal: number | null;
  target: string | null;
  target_seq: number | null;
  encoding: string | null;
  body: string | null;
  rest: string | null;
  hidden_from: string | null;
  /** Of a reply: the seq of the message whose thread it is in. */
  thread_seq: number | null;
  /** When a message's time is over; null once it is gone. */
  expires_at: number | null;
}

/** In the order of logValues. */
export const logColumns = [
  'room',
  'lane',
  'seq',
  'kind',
  'state',
  'at',
  'account',
  'device',
  'cmid',
  'digest',
  'message',
  'ordinal',
  'target',
  'target_seq',
  'encoding',
  'body',
  'rest',
  'hidden_from',
  'thread_seq',
  'expires_at',
] as const satisfies readonly (keyof LogRow)[];

/** Takes the values in the order of logValues. */
export const insertLog = `insert into log (${logColumns.join(', ')}) values (${logColumns.map(() => '?').join(', ')})`;

/** A value for each of the columns of `log`. */
export type LogValues = readonly (string | number | null)[];

/** What is bound to insertLog. */
export function logValues(room: number, { entry, send, device, hiddenFrom }: Append): LogValues {
  const { message, ordinal, target, targetSeq, encoding, body, rest } = partsOf(entry);
  const state = stateOf(entry);
  const threadSeq = entry.kind === 'message' ? entry.threadSeq : undefined;
  // Nearly always the two are one; where they are not, both are kept.
  const kept = entry.by === send.account ? rest : { ...rest, by: entry.by };
  return [
    room,
    state === null || threadSeq !== undefined ? 1 : 0,
    entry.seq,
    entry.kind,
    state,
    entry.at,
    send.account,
    device,
    send.cmid,
    send.digest,
    message ?? null,
    ordinal ?? null,
    target ?? null,
    targetSeq ?? null,
    encoding ?? null,
    body ?? null,
    Object.keys(kept).length === 0 ? null : JSON.stringify(kept),
    hiddenFrom ?? null,
    threadSeq ?? null,
    (entry.kind === 'message' ? entry.expiresAt : undefined) ?? null,
  ];
}

function stateOf(entry: Entry): LogRow['state'] {
  switch (entry.kind) {
    case 'message':
      return 'live';
    case 'edit':
    case 'delete':
    case 'reaction':
    case 'pin':
    case 'mark':
    case 'poll':
    case 'move':
    case 'return':
    case 'messages.expired':
    case 'space.child':
      return null;
    default:
      return 'system';
  }
}

interface EntryParts {
  message?: string;
  ordinal?: number;
  target?: string;
  targetSeq?: number;
  encoding?: string;
  body?: string | null;
  rest: object;
}

function partsOf(entry: Entry): EntryParts {
  switch (entry.kind) {
    case 'message': {
      const {
        seq: _seq,
        at: _at,
        kind: _kind,
        by: _by,
        cmid: _cmid,
        id,
        ordinal,
        encoding,
        body,
        ...rest
      } = entry;
      return { message: id, ordinal, encoding, body, rest };
    }
    case 'edit':
    case 'return': {
      const { seq: _seq, at: _at, kind: _kind, by: _by, target, targetSeq, encoding, body, ...rest } = entry;
      return { target, targetSeq, encoding, body, rest };
    }
    case 'poll': {
      const { seq: _seq, at: _at, kind: _kind, by: _by, target, targetSeq, count, ...rest } = entry;
      // Like a body: it is blanked when there is a newer one, and when the message goes.
      return { target, targetSeq, body: count ? JSON.stringify(count) : null, rest };
    }
    case 'delete':
    case 'reaction':
    case 'move':
    case 'pin':
    case 'mark': {
      const { seq: _seq, at: _at, kind: _kind, by: _by, target, targetSeq, ...rest } = entry;
      return { target, targetSeq, rest };
    }
    default: {
      const { seq: _seq, at: _at, kind: _kind, by: _by, ...rest } = entry;
      return { rest };
    }
  }
}

/** Kinds that the server makes by itself. */
const byNobody: ReadonlySet<string> = new Set<Entry['kind']>(['messages.expired', 'poll']);

/** The entry of a row, as it was appended; its body may have been blanked since. */
export function storedEntry(row: LogRow): StoredEntry {
  const entry = {
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    ...(byNobody.has(row.kind) ? {} : { by: row.account }),
    ...contentOf(row),
    ...(row.target === null ? {} : { target: row.target, targetSeq: row.target_seq }),
    ...(row.rest === null ? {} : JSON.parse(row.rest)),
    // Only logValues writes rows, from entries.
  } as Entry;
  return row.hidden_from === null
    ? { entry }
    : { entry, hiddenFrom: row.hidden_from as NonNullable<StoredEntry['hiddenFrom']> };
}

function contentOf(row: LogRow): object {
  if (row.kind === 'message') {
    const { message: id, cmid, ordinal, encoding, body } = row;
    return { id, cmid, ordinal, encoding, body };
  }
  if (row.kind === 'poll') return row.body === null ? {} : { count: JSON.parse(row.body) };
  return row.kind === 'edit' || row.kind === 'return' ? { encoding: row.encoding, body: row.body } : {};
}

/** What of a row says how its write was answered. */
export type SendRow = Pick<LogRow, 'account' | 'cmid' | 'digest' | 'seq' | 'at' | 'message' | 'ordinal'>;

export const sendColumns = 'account, cmid, digest, seq, at, message, ordinal';

export function sendRecord({ account, cmid, digest, seq, at, message, ordinal }: SendRow): SendRecord {
  const record = { account, cmid, digest, seq, at };
  // Only logValues writes rows, from records whose ids are of these kinds.
  return (message === null ? record : { ...record, message, ordinal }) as SendRecord;
}
