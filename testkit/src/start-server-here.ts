// A whole server inside the test's own process: quicker to start, and the test owns its clock and reads its counts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '@sup/backend/src/clock.ts';
import { openStore } from '@sup/backend/src/compose/open-store.ts';
import { startServer } from '@sup/backend/src/compose.ts';
import { parseConfig } from '@sup/backend/src/config.ts';
import type { SqlStore } from '@sup/backend/src/drivers/sql/sql-store.ts';
import { createTelemetry, type Metrics } from '@sup/backend/src/telemetry/index.ts';
import { amongAcquaintances } from './among-acquaintances.ts';
import { dropStore, storeSettings } from './test-store.ts';

export interface HereOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** Stands between the services and the structured data: for parts that hang. */
  readonly wrapSql?: (sql: SqlStore) => SqlStore;
}

export interface ServerHere {
  readonly url: string;
  readonly wsUrl: string;
  readonly dataDir: string;
  readonly adminCode: string | undefined;
  readonly metrics: Metrics;
  /** Lines of the log, as they were written. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a server in this process, on a free port, with a data directory that `stop` removes. */
export async function startServerHere({
  settings = {},
  clock = systemClock,
  wrapSql = (sql) => sql,
}: HereOptions = {}): Promise<ServerHere> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sup-test-'));
  const { config } = parseConfig(
    {
      ...amongAcquaintances,
      ...(await storeSettings(dataDir)),
      SUP_PORT: '0',
      SUP_DATA_DIR: dataDir,
      ...settings,
    },
    dataDir,
  );
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const { telemetry, metrics } = createTelemetry({
    level: config.logLevel,
    part: 'server',
    clock,
    destination,
  });
  const crash = (error: Error): void => {
    throw error;
  };
  const open: typeof openStore = async (parts) => {
    const store = await openStore(parts);
    return { ...store, sql: wrapSql(store.sql) };
  };
  const server = await startServer({ config, clock, telemetry, metrics, crash }, open);
  const url = `http://127.0.0.1:${server.port}`;
  const stop = async (): Promise<void> => {
    await server.drain();
    rmSync(dataDir, { recursive: true, force: true });
    await dropStore(dataDir);
  };
  return {
    url,
    wsUrl: `${url.replace(/^http/, 'ws')}/ws`,
    dataDir,
    adminCode: server.adminCode,
    metrics,
    lines,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
