// Which store servers of tests stand on: SQLite in their data directory or, with TEST_STORE=postgres, a database of their
// own on the PostgreSQL of TEST_POSTGRES_URL (scripts/testing starts one). It is found again by the data directory.
import { createHash } from 'node:crypto';
import { Client } from 'pg';

const duplicateDatabase = '42P04';

/** The settings of a server with this data directory; its database is made if there is none yet. */
export async function storeSettings(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const server = postgresServer();
  if (server === undefined) return {};
  const name = databaseOf(dataDir);
  await tellPostgres(server, `create database ${name} template template0 encoding 'UTF8'`).catch(
    (error: { code?: string }) => {
      if (error.code !== duplicateDatabase) throw error;
    },
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { SUP_POSTGRES_URL: url.href };
}

/** Removes what a server with this data directory has outside it. */
export async function dropStore(dataDir: string): Promise<void> {
  const server = postgresServer();
  if (server !== undefined)
    await tellPostgres(server, `drop database if exists ${databaseOf(dataDir)} with (force)`);
}

/** Says one statement on a session of its own. */
export async function tellPostgres(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function postgresServer(): string | undefined {
  if (process.env.TEST_STORE !== 'postgres') return undefined;
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_STORE=postgres needs TEST_POSTGRES_URL');
  return server;
}

function databaseOf(dataDir: string): string {
  return `sup_${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
}
