import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartRefused } from '../../start-refused.ts';
import { sqliteFailure } from './sqlite-error.ts';

/** A data directory that no other process uses, until it is released. */
export interface DataDirectory {
  /** Where the database lies. */
  readonly databaseFile: string;
  release(): void;
}

/**
 * Makes the directory where it is missing, readable for its owner only, and takes the lock on it.
 * Throws StartRefused if another server holds the lock or nothing can be written there.
 */
export function claimDataDirectory(path: string): DataDirectory {
  try {
    const made = mkdirSync(path, { recursive: true, mode: 0o700 });
    // Or a power cut could take away the directory together with what was acknowledged in it.
    if (made !== undefined) syncDirectory(dirname(made));
  } catch (error) {
    throw new StartRefused(`The data directory ${path} cannot be made: ${reason(error)}.`, { cause: error });
  }
  const lock = lockIn(path);
  return { databaseFile: join(path, 'sup.db'), release: () => lock.close() };
}

// Neither Node nor Bun has flock. SQLite's own file lock is one of the kernel's: it ends with the process, however that ends.
function lockIn(path: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, 'lock'));
    lock.exec('pragma journal_mode = memory; begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    if (sqliteFailure(error) === 'busy') {
      throw new StartRefused(`Another server is running on the data directory ${path}. Stop it first.`, {
        cause: error,
      });
    }
    throw new StartRefused(`The data directory ${path} is not writable.`, { cause: error });
  }
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
