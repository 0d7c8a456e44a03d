import {
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type PostgresPoolClient,
} from 'kysely';
import type { PoolClient } from 'pg';
import type { Outcome, Statement, Steps } from '../sql/rooms/steps.ts';
import type { Schema } from '../sql/schema.ts';
import type { StatementTexts } from './statement-texts.ts';

const nothing: Outcome = { rows: [], changes: 0 };

/** One session with PostgreSQL: steps are run on it, and named writes by a Kysely that knows only this session. */
export class Connection {
  readonly #client: PoolClient;
  readonly #texts: StatementTexts;
  readonly kysely: Kysely<Schema>;

  constructor(client: PoolClient, texts: StatementTexts) {
    this.#client = client;
    this.#texts = texts;
    const only: PostgresPoolClient = { query: client.query.bind(client), release: () => undefined };
    const pool = { connect: async () => only, end: async () => undefined, options: {} };
    this.kysely = new Kysely<Schema>({ dialect: new InsideTransaction({ pool }) });
  }

  /** Runs a statement without values. */
  async say(text: string): Promise<{ readonly command: string }> {
    return this.#client.query(text);
  }

  async run<Answer>(steps: Steps<Answer>): Promise<Answer> {
    let next = steps.next();
    while (!next.done) {
      const step = next.value;
      if ('run' in step) {
        await step.run(this.kysely);
        next = steps.next(nothing);
      } else next = steps.next(await this.#execute(step));
    }
    return next.value;
  }

  async #execute(statement: Statement): Promise<Outcome> {
    const { rows, rowCount } = await this.#client.query(this.#texts.prepared(statement));
    return { rows, changes: rowCount ?? 0 };
  }
}

/** Whoever has the connection begins and ends the transaction: Kysely's own are parts of it. */
class InsideTransaction extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new PartDriver(this.#config);
  }
}

class PartDriver extends PostgresDriver {
  override async beginTransaction(_: DatabaseConnection): Promise<void> {
    // It has begun.
  }

  override async commitTransaction(_: DatabaseConnection): Promise<void> {
    // It goes on.
  }

  override async rollbackTransaction(_: DatabaseConnection): Promise<void> {
    // What failed is thrown on, and ends the whole of it.
  }
}
