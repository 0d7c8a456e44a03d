import { asRefusal } from './as-refusal.ts';
import type { Connection } from './connection.ts';
import { isWorthAnotherTry, postgresFailure } from './postgres-error.ts';
import type { Sessions } from './sessions.ts';

const triesMax = 10;

/** Of a snapshot: what became of its commit is nobody's business. */
const readsOnly = 'repeatable read, read only';

export type Isolation = 'read committed' | 'serializable' | typeof readsOnly;

/** The server was not heard of after it was told to commit: what was written is there, or is not. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('PostgreSQL was not heard of after it was told to commit', { cause });
    this.name = 'OutcomeUnknown';
  }
}

interface TransactOptions {
  readonly isolation: Isolation;
  /** How often the work may be done from its beginning, where another transaction comes first. */
  readonly tries?: number;
  /** Waited for before the work is done again. */
  readonly beforeAnother?: () => Promise<void>;
}

/**
 * Runs work in one transaction. Throws SupError store-full or store-unavailable when surely nothing was written,
 * OutcomeUnknown when that is not known, and what the work itself throws, which undoes it.
 */
export async function transact<Answer>(
  sessions: Sessions,
  { isolation, tries = triesMax, beforeAnother }: TransactOptions,
  work: (connection: Connection) => Promise<Answer>,
): Promise<Answer> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await sessions.lend((connection) => once(connection, isolation, work));
    } catch (error) {
      if (tried >= tries || !isWorthAnotherTry(postgresFailure(error))) throw asRefusal(error);
      await beforeAnother?.();
    }
  }
}

async function once<Answer>(
  connection: Connection,
  isolation: Isolation,
  work: (connection: Connection) => Promise<Answer>,
): Promise<Answer> {
  let answer: Answer;
  await connection.say(`begin isolation level ${isolation}`);
  try {
    answer = await work(connection);
  } catch (error) {
    // Who is not heard of rolls back without being told.
    if (postgresFailure(error) !== 'silent') await connection.say('rollback');
    throw error;
  }
  if (isolation === readsOnly) await connection.say('commit');
  else await commit(connection);
  return answer;
}

async function commit(connection: Connection): Promise<void> {
  const { command } = await connection.say('commit').catch((error: unknown) => {
    const failure = postgresFailure(error);
    // The server says that it did not, such as for a conflict that only the commit showed.
    if (failure !== undefined && failure !== 'silent' && failure !== 'unwilling') throw error;
    throw new OutcomeUnknown(error);
  });
  if (command !== 'COMMIT') throw new Error(`PostgreSQL answered a commit with ${command}`);
}
