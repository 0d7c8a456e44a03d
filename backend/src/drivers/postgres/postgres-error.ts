// What PostgreSQL's codes mean to us: https://www.postgresql.org/docs/current/errcodes-appendix.html

import { DatabaseError } from 'pg';

/** The kinds of failure that are handled in different ways. */
export type PostgresFailure =
  /** Another transaction came first: the same again may succeed. */
  | 'conflict'
  /** What this session has prepared is of an older version of the tables: another session may do it. */
  | 'outdated'
  /** The statement took too long. */
  | 'busy'
  | 'full'
  /** The server ends this session, or takes no writes just now. */
  | 'unwilling'
  /** Nothing is heard of the server: what was under way may have been done or not. */
  | 'silent'
  /** It does not know us, or lets us not do this. */
  | 'refused'
  | 'constraint'
  | 'other';

const byCode: Readonly<Record<string, PostgresFailure>> = {
  '40001': 'conflict',
  '40P01': 'conflict',
  // Nearly always two writes of ours that wait for each other, found out before PostgreSQL looks for that.
  '55P03': 'conflict',
  '57014': 'busy',
  '53100': 'full',
  '53200': 'unwilling',
  '53300': 'unwilling',
  '25006': 'unwilling',
  '57P01': 'unwilling',
  '57P02': 'unwilling',
  '57P03': 'unwilling',
  '57P05': 'unwilling',
  '25P03': 'unwilling',
  '28000': 'refused',
  '28P01': 'refused',
  '3D000': 'refused',
  '42501': 'refused',
};

/** What the driver says itself; it has no class for this. */
const silence =
  /^(Connection terminated|Query read timeout|timeout e(xceeded|xpired)|Client (has encountered|was closed)|The server (closed|terminated)|read E|write E|connect E|This socket has been ended)/;

/** The kind of a failure of PostgreSQL, or of the way to it; undefined for anything else that was thrown. */
export function postgresFailure(error: unknown): PostgresFailure | undefined {
  if (error instanceof DatabaseError) return failureOf(error);
  if (!(error instanceof Error)) return undefined;
  // Of the network: ECONNREFUSED, ECONNRESET, EPIPE, ETIMEDOUT, ENOTFOUND …
  const isNetwork = 'code' in error && typeof error.code === 'string' && /^E[A-Z_]+$/.test(error.code);
  if (isNetwork && 'syscall' in error) return 'silent';
  if (error instanceof AggregateError) return error.errors.map(postgresFailure).find(Boolean);
  return silence.test(error.message) ? 'silent' : undefined;
}

function failureOf({ code = '', message }: DatabaseError): PostgresFailure {
  const known = byCode[code];
  if (known) return known;
  if (code.startsWith('23')) return 'constraint';
  if (code.startsWith('08')) return 'silent';
  if (code === '0A000' && message.startsWith('cached plan')) return 'outdated';
  return 'other';
}

/** True where the same again, at once, may well succeed. */
export function isWorthAnotherTry(failure: PostgresFailure | undefined): boolean {
  return failure === 'conflict' || failure === 'outdated';
}

/** True where a session can be used on after a failure. */
export function leavesSessionSound(failure: PostgresFailure | undefined): boolean {
  return failure !== 'silent' && failure !== 'unwilling' && failure !== 'outdated';
}
