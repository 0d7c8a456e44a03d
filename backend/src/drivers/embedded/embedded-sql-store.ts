import type { Kysely } from 'kysely';
import type { Operations } from '../sql/operations.ts';
import type { Schema } from '../sql/schema.ts';
import type { SqlStore } from '../sql/sql-store.ts';
import type { Writer } from './writer.ts';

/** Structured data in sup.db: reads on this thread's own connection, named writes in the writer thread. */
export function embeddedSqlStore(read: Kysely<Schema>, writer: Writer): SqlStore {
  return {
    read,
    write<Name extends keyof Operations>(name: Name, args: Parameters<Operations[Name]>[1]) {
      // The thread runs operations[name] and nothing else, so its answer has the type of that operation's.
      return writer.operate({ name, args }) as ReturnType<Operations[Name]>;
    },
  };
}
