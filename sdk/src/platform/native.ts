// Phones: React Native's network, with what Expo's modules have for storing, handed in by the app so that the sdk
// imports none of them.
import type { LocalStore } from '../local-store.ts';
import type { Clock, Device, HttpAnswer, HttpRequest, Platform, Tabs } from '../platform.ts';
import { openSocket, textOf } from './global-net.ts';
import { type Secrets, secretsApart } from './secrets-apart.ts';
import { type Sqlite, type SqliteRow, sqliteStore } from './sqlite-store.ts';

/** As much of an expo-sqlite database as is used. */
export interface ExpoDatabase {
  execAsync(sql: string): Promise<void>;
  runAsync(sql: string, values: (string | number)[]): Promise<unknown>;
  getAllAsync<Row>(sql: string, values: (string | number)[]): Promise<Row[]>;
  getFirstSync<Row>(sql: string): Row | null;
  closeAsync(): Promise<void>;
}

/** As much of React Native's AppState as is used. */
export interface AppStates {
  readonly currentState: string | null;
  addEventListener(type: 'change', listener: (state: string) => void): { remove(): void };
}

export interface NativeParts {
  readonly database: ExpoDatabase;
  /** The keychain or keystore of the phone. */
  readonly secrets: Secrets;
  readonly appState: AppStates;
  /** How the phone is called in the list of devices. */
  readonly program: string;
}

/** What the sdk needs of a phone. */
export function nativePlatform({ database, secrets, appState, program }: NativeParts): Platform {
  return {
    clock: phoneClock(database),
    store: nativeStore(database, secrets),
    device: phoneDevice(appState),
    tabs: aloneTabs,
    credentials: 'store',
    mayHaveCookie: () => false,
    program,
    openSocket,
    fetch: fetchText,
  };
}

/** The local store of a phone: SQLite, but for the refresh token, which lies among the phone's own secrets. */
export function nativeStore(database: ExpoDatabase, secrets: Secrets): LocalStore {
  return secretsApart(sqliteStore(overExpo(database)), secrets);
}

/** The interface of the shared store over one connection of expo-sqlite, whose calls would mix without a queue. */
export function overExpo(database: ExpoDatabase): Sqlite {
  let last: Promise<unknown> = database.execAsync('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  const inTurn = <Value>(task: () => Promise<Value>): Promise<Value> => {
    const done = last.then(task, task);
    last = done;
    return done;
  };
  return {
    run: (sql) => inTurn(() => database.execAsync(sql)),
    all: ({ sql, values }) => inTurn(() => database.getAllAsync<SqliteRow>(sql, [...values])),
    transaction: (statements) =>
      inTurn(async () => {
        await database.execAsync('BEGIN IMMEDIATE');
        try {
          for (const { sql, values } of statements) await database.runAsync(sql, [...values]);
          await database.execAsync('COMMIT');
        } catch (error) {
          // SQLite has ended the transaction by itself when the disk is full: there is then nothing to take back.
          await database.execAsync('ROLLBACK').catch(() => undefined);
          throw error;
        }
      }),
    close: () => inTurn(() => database.closeAsync()),
    isFull: (error) => error instanceof Error && /\bfull\b/.test(error.message),
  };
}

const poolBytes = 1_024;

/** React Native has no source of randomness; SQLite has one, seeded by the phone's. */
function phoneClock(database: ExpoDatabase): Clock {
  let pool = new Uint8Array();
  const random = (bytes: number): Uint8Array => {
    if (pool.length < bytes) {
      const row = database.getFirstSync<{ bytes: Uint8Array }>(
        `SELECT randomblob(${poolBytes + bytes}) AS bytes`,
      );
      if (row === null) throw new Error('SQLite gave no random bytes');
      pool = new Uint8Array(row.bytes);
    }
    const taken = pool.slice(0, bytes);
    pool = pool.subarray(bytes);
    return taken;
  };
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return { stop: () => clearTimeout(timer) };
    },
    random,
  };
}

/** A phone says when the app comes to the front, which is when a lost connection is tried again at once. */
function phoneDevice(appState: AppStates): Device {
  return {
    // React Native does not say whether there is a network: the connection finds out by trying.
    online: () => true,
    visible: () => appState.currentState === 'active',
    watch(events) {
      const watching = appState.addEventListener('change', (state) => {
        if (state === 'active') events.visible();
        else if (state === 'background') events.hidden();
      });
      return { stop: () => watching.remove() };
    },
  };
}

const aloneTabs: Tabs = {
  exclusive: (_, task) => task(),
  lead(_, lead) {
    lead();
    return { stop: () => undefined };
  },
  tell: () => undefined,
  listen: () => ({ stop: () => undefined }),
};

/** One request with a deadline; React Native's AbortSignal has no timeout of its own. */
async function fetchText({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpAnswer> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  try {
    const { signal } = deadline;
    const answer = await fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
    return await textOf(answer);
  } finally {
    clearTimeout(timer);
  }
}
