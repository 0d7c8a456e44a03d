import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, type PoolConfig, types } from 'pg';
import type { Log } from '../../telemetry/index.ts';
import type { Schema } from '../sql/schema.ts';
import { asRefusal } from './as-refusal.ts';
import { Connection } from './connection.ts';
import { leavesSessionSound, postgresFailure } from './postgres-error.ts';
import { StatementTexts } from './statement-texts.ts';

/** How long anything may take before it is refused as retryable: a send is, within three seconds. */
const patienceMs = 2_500;
/** Waited for so often (transact.ts) that it is as long as our patience. */
const lockTimeoutMs = 250;
const int8 = 20;

export interface SessionsParts {
  readonly url: string;
  readonly max: number;
  readonly log: Log;
}

/** How every session of ours is set; what the server is set to is not asked. */
export function sessionConfig(url: string): PoolConfig {
  return {
    connectionString: url,
    application_name: 'sup',
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    // Sums and counts of ours are far below 2^53.
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === int8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  };
}

/** A session that breaks while it is lent says so to its next statement. */
const ignore = () => undefined;

function refuse(error: unknown): never {
  throw asRefusal(error);
}

/** A bounded number of sessions with one server, each lent to one piece of work at a time. */
export class Sessions {
  readonly #pool: Pool;
  readonly #connections = new WeakMap<PoolClient, Connection>();
  readonly #texts = new StatementTexts();

  constructor({ url, max, log }: SessionsParts) {
    this.#pool = new Pool({
      ...sessionConfig(url),
      max,
      // A session costs more to open than to keep.
      idleTimeoutMillis: 0,
      statement_timeout: patienceMs,
      query_timeout: patienceMs,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: 4 * patienceMs,
    });
    // Of sessions that nobody has just now; whoever takes the next one learns by it what is the matter.
    this.#pool.on('error', (error) => log.warn('A session with PostgreSQL ended.', { error }));
  }

  /** Lends a session. One that failed in a way that leaves doubt about it is closed. */
  async lend<Answer>(work: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    const client = await this.#pool.connect();
    client.on('error', ignore);
    let isSound = false;
    try {
      const answer = await work(this.#connectionOf(client));
      isSound = true;
      return answer;
    } catch (error) {
      isSound = leavesSessionSound(postgresFailure(error));
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(!isSound);
    }
  }

  /** Kysely on these sessions, for reads; what fails is told as a refusal. */
  kysely(): Kysely<Schema> {
    const connect = async (): Promise<PostgresPoolClient> => {
      const client = await this.#pool.connect().catch(refuse);
      client.on('error', ignore);
      let isSound = true;
      const note = (error: unknown) => {
        isSound &&= leavesSessionSound(postgresFailure(error));
        return refuse(error);
      };
      return {
        query: ((text: string, values: unknown[]) => client.query(text, values).catch(note)) as never,
        release() {
          client.off('error', ignore);
          client.release(!isSound);
        },
      };
    };
    const pool = { connect, end: async () => undefined, options: {} };
    return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  #connectionOf(client: PoolClient): Connection {
    const known = this.#connections.get(client);
    if (known) return known;
    const connection = new Connection(client, this.#texts);
    this.#connections.set(client, connection);
    return connection;
  }
}
