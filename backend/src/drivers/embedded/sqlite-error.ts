// What SQLite's result codes mean to us: https://sqlite.org/rescode.html

/** The kinds of failure that are handled in different ways. */
export type SqliteFailure =
  | 'busy'
  | 'full'
  | 'read-only'
  | 'cannot-open'
  | 'corrupt'
  | 'constraint'
  | 'io'
  | 'other';

const byPrimaryCode: Readonly<Record<number, SqliteFailure>> = {
  5: 'busy',
  6: 'busy',
  7: 'io', // NOMEM: like a failed read, nothing that follows can be trusted.
  8: 'read-only',
  10: 'io',
  11: 'corrupt',
  13: 'full',
  14: 'cannot-open',
  19: 'constraint',
  26: 'corrupt', // NOTADB
};

/** The kind of an SQLite failure; undefined for anything else that was thrown. */
export function sqliteFailure(error: unknown): SqliteFailure | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  // Extended codes keep the primary one in their lowest byte.
  return byPrimaryCode[error.errcode & 0xff] ?? 'other';
}
