import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import type { Outcome, Reads, Statement, Steps, Value } from '../sql/rooms/steps.ts';
import type { Schema } from '../sql/schema.ts';
import { inSnapshot } from './in-snapshot.ts';
import { StatementCache } from './statement-cache.ts';

const nothing: Outcome = { rows: [], changes: 0 };

/** Runs steps on a connection of SQLite: only errands are waited for. */
export class SqliteSteps {
  readonly #statements: StatementCache;

  constructor(db: DatabaseSync) {
    this.#statements = new StatementCache(db);
  }

  /** Runs steps that may have errands; those are run on `kysely`, which is the same connection. */
  async write<Answer>(steps: Steps<Answer>, kysely: Kysely<Schema>): Promise<Answer> {
    let next = steps.next();
    while (!next.done) {
      const step = next.value;
      if ('run' in step) {
        await step.run(kysely);
        next = steps.next(nothing);
      } else next = steps.next(this.#execute(step));
    }
    return next.value;
  }

  /** Runs steps without errands, at once. */
  read<Answer>(steps: Steps<Answer>): Answer {
    let next = steps.next();
    while (!next.done) {
      const step = next.value;
      if ('run' in step) throw new Error('a read has no errands');
      next = steps.next(this.#execute(step));
    }
    return next.value;
  }

  #execute({ text, values, wants }: Statement): Outcome {
    const statement = this.#statements.get(text);
    if (isInOrder(values)) {
      // Copying the values of each row of the log would cost a tenth of its insert.
      const bound = values.some(isList) ? values.map(bindable) : (values as readonly Bindable[]);
      if (wants === 'rows') return { rows: statement.all(...bound), changes: 0 };
      return { rows: nothing.rows, changes: Number(statement.run(...bound).changes) };
    }
    const bound = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, bindable(value)]));
    if (wants === 'rows') return { rows: statement.all(bound), changes: 0 };
    return { rows: nothing.rows, changes: Number(statement.run(bound).changes) };
  }
}

/** Reads on a connection of their own. */
export function sqliteReads(db: DatabaseSync): Reads {
  const steps = new SqliteSteps(db);
  return {
    run: async (read) => steps.read(read),
    snapshot: async (reads) => inSnapshot(db, () => steps.read(reads)),
  };
}

type Bindable = string | number | null;

const isInOrder = (values: Statement['values']): values is readonly Value[] => Array.isArray(values);
const isList = (value: Value): value is Exclude<Value, Bindable> =>
  typeof value === 'object' && value !== null;

/** Lists are bound as JSON. */
function bindable(value: Value): Bindable {
  return isList(value) ? JSON.stringify(value) : value;
}
