// Node 24 and Bun: the same file for both, with what both have built in.
import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { LocalStore } from '../local-store.ts';
import type { Clock, Device, Platform, Tabs } from '../platform.ts';
import { fetchText, openSocket } from './global-net.ts';
import { type Sqlite, sqliteStore } from './sqlite-store.ts';

export interface NodeOptions {
  /** The file that keeps session, outbox and cache; in memory unless given. */
  readonly path?: string;
  readonly program?: string;
}

/** What the sdk needs of Node or Bun. */
export function nodePlatform({ path = ':memory:', program = 'sup-sdk' }: NodeOptions = {}): Platform {
  return {
    clock: systemClock,
    store: nodeStore(path),
    device: alwaysThere,
    tabs: aloneTabs,
    credentials: 'store',
    mayHaveCookie: () => false,
    program,
    openSocket,
    fetch: fetchText,
  };
}

/** A local store in a file of node:sqlite. */
export function nodeStore(path: string): LocalStore {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  return sqliteStore(overNode(database));
}

/** The interface of the shared store over node:sqlite, which is synchronous: groups run in the order of their calls. */
export function overNode(database: DatabaseSync): Sqlite {
  return {
    run: async (sql) => database.exec(sql),
    all: async ({ sql, values }) => database.prepare(sql).all(...values),
    async transaction(statements) {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { sql, values } of statements) database.prepare(sql).run(...values);
        database.exec('COMMIT');
      } catch (error) {
        // SQLite ends the transaction by itself when the disk is full.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    close: async () => database.close(),
    isFull: (error) => error instanceof Error && /\bfull\b/.test(error.message),
  };
}

/** The real clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return { stop: () => clearTimeout(timer) };
  },
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
};

const alwaysThere: Device = {
  online: () => true,
  visible: () => true,
  watch: () => ({ stop: () => undefined }),
};

const aloneTabs: Tabs = {
  exclusive: (_, task) => task(),
  lead(_, lead) {
    lead();
    return { stop: () => undefined };
  },
  tell: () => undefined,
  listen: () => ({ stop: () => undefined }),
};
