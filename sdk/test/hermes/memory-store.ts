import type { Change, LocalStore, Row, Table, Tables } from '../../src/local-store.ts';

/** A store for engines that have no other; it passes the same contract. Names are opened again with what they had. */
export function memoryStore(rows: Map<string, string>): LocalStore {
  const keysOf = (table: Table, prefix: string) =>
    [...rows.keys()].filter((key) => key.startsWith(`${table} ${prefix}`)).sort();
  const read = <Name extends Table>(full: string): Row<Name> => ({
    key: full.slice(full.indexOf(' ') + 1),
    value: JSON.parse(rows.get(full) ?? 'null'),
  });
  const apply = (change: Change, text: string | undefined) => {
    if ('prefix' in change) for (const key of keysOf(change.table, change.prefix)) rows.delete(key);
    else if (text === undefined) rows.delete(`${change.table} ${change.key}`);
    else rows.set(`${change.table} ${change.key}`, text);
  };
  return {
    async get<Name extends Table>(table: Name, key: string): Promise<Tables[Name] | undefined> {
      const text = rows.get(`${table} ${key}`);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async list<Name extends Table>(table: Name, prefix = '', last?: number): Promise<readonly Row<Name>[]> {
      const keys = keysOf(table, prefix);
      return (last === undefined ? keys : keys.slice(-last)).map((key) => read<Name>(key));
    },
    async write(changes) {
      // All texts first, so that one that cannot be made leaves nothing behind.
      const texts = changes.map((change) => ('value' in change ? JSON.stringify(change.value) : undefined));
      changes.forEach((change, at) => {
        apply(change, texts[at]);
      });
    },
    async close() {
      // Nothing is held but memory.
    },
  };
}
