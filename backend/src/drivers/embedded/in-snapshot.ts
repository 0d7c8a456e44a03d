import type { DatabaseSync } from 'node:sqlite';

/** Runs several reads as of one moment. Nothing in `read` may wait, or the write-ahead log could not be emptied. */
export function inSnapshot<Answer>(db: DatabaseSync, read: () => Answer): Answer {
  db.exec('begin');
  try {
    return read();
  } finally {
    db.exec('commit');
  }
}
