// The local store of browsers: an object store of IndexedDB for each table.
import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import {
  type Change,
  type LocalStore,
  type Row,
  StoreFull,
  type Table,
  type Tables,
} from '../local-store.ts';

const tables: readonly Table[] = ['meta', 'rooms', 'users', 'items', 'state', 'outbox', 'drafts'];
const version = 1;

/** Opens (or makes) the database of this name. */
export function indexedStore(name: string): LocalStore {
  return new IndexedStore(name);
}

class IndexedStore implements LocalStore {
  readonly #name: string;
  #opened: Promise<IDBPDatabase> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  #open(): Promise<IDBPDatabase> {
    this.#opened ??= openDB(this.#name, version, {
      upgrade(database) {
        for (const table of tables) database.createObjectStore(table);
      },
      // Another tab wants a newer version, or to delete the database: it must not wait for this one.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return this.#opened;
  }

  async get<Name extends Table>(table: Name, key: string): Promise<Tables[Name] | undefined> {
    const database = await this.#open();
    return database.get(table, key);
  }

  async list<Name extends Table>(table: Name, prefix = '', last?: number): Promise<readonly Row<Name>[]> {
    const database = await this.#open();
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`, false, true);
    if (last !== undefined) return listLast(database, { table, range, last });
    const { store } = database.transaction(table);
    const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
    return keys.map((key, at) => ({ key: String(key), value: values[at] }));
  }

  async write(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    // Made before anything is written: what cannot be kept must not leave half a group behind.
    const steps = changes.map(stepOf);
    const database = await this.#open();
    const names = [...new Set(changes.map(({ table }) => table))];
    // Strict: what resolves has been flushed to disk, so that a queued message survives the machine too.
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    // Requests run in the order in which they are made; the end of the transaction tells of any that failed.
    for (const step of steps) step(transaction).catch(() => undefined);
    try {
      await transaction.done;
    } catch (cause) {
      throw isFull(cause) ? new StoreFull({ cause }) : cause;
    }
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    (await opened)?.close();
  }
}

type Step = (transaction: IDBPTransaction<unknown, Table[], 'readwrite'>) => Promise<unknown>;

function stepOf(change: Change): Step {
  const { table } = change;
  if ('prefix' in change) {
    const range = IDBKeyRange.bound(change.prefix, `${change.prefix}\uffff`, false, true);
    return (transaction) => transaction.objectStore(table).delete(range);
  }
  const { key, value } = change;
  if (value === undefined) return (transaction) => transaction.objectStore(table).delete(key);
  // As JSON sees it, like every other store: without undefined fields and without what cannot be kept.
  const kept: unknown = JSON.parse(JSON.stringify(value));
  return (transaction) => transaction.objectStore(table).put(kept, key);
}

async function listLast<Name extends Table>(
  database: IDBPDatabase,
  { table, range, last }: { table: Name; range: IDBKeyRange; last: number },
): Promise<readonly Row<Name>[]> {
  const rows: Row<Name>[] = [];
  let cursor = await database.transaction(table).store.openCursor(range, 'prev');
  while (cursor && rows.length < last) {
    rows.push({ key: String(cursor.key), value: cursor.value });
    cursor = await cursor.continue();
  }
  return rows.reverse();
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
