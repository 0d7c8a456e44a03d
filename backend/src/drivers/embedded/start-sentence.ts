import { StartRefused } from '../../start-refused.ts';
import { sqliteFailure } from './sqlite-error.ts';

/** What to throw when the database cannot be opened: a sentence for whoever runs the server, where there is one. */
export function startError(error: unknown, databaseFile: string): unknown {
  const sentence = sentenceOf(error);
  return sentence === undefined ? error : new StartRefused(`${sentence} (${databaseFile})`, { cause: error });
}

function sentenceOf(error: unknown): string | undefined {
  switch (sqliteFailure(error)) {
    case 'full':
      return 'The disk is full: make room for the database.';
    // On a full disk also what the memory map beside the write-ahead log answers.
    case 'io':
      return 'The disk cannot be read or written: it is full or failing.';
    case 'corrupt':
      return 'The database is damaged or is not a database: restore a backup.';
    case 'busy':
      return 'Another program is using the database: stop it first.';
    case 'read-only':
    case 'cannot-open':
      return 'The database cannot be written: check who owns the data directory.';
    default:
      return undefined;
  }
}
