// The server process: settings → parts → listen → until told to stop.
import { flushCompileCache } from 'node:module';
import { systemClock } from './clock.ts';
import { startServer } from './compose.ts';
import { ConfigError, loadConfig } from './config.ts';
import { StartRefused } from './start-refused.ts';
import { connectSupervisor } from './supervisor/child.ts';
import { exitConfig, exitFailed } from './supervisor/exit-codes.ts';
import { createTelemetry } from './telemetry/index.ts';

try {
  await run();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof StartRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(exitConfig);
}

async function run(): Promise<void> {
  const clock = systemClock;
  const { config } = loadConfig();
  const { telemetry, metrics } = createTelemetry({ level: config.logLevel, clock, part: 'server' });
  const starting = startServer({
    config,
    clock,
    telemetry,
    metrics,
    crash: (error) => {
      telemetry.log.error('The store gave up; the server ends and starts afresh.', { error });
      process.exit(exitFailed);
    },
  });
  const link = connectSupervisor({
    clock,
    // Asked to stop while it starts, it finishes starting first: a migration is not cut in two.
    onDrain: async () => (await starting).drain(),
    onTree: (tree) => telemetry.treeChanged(tree),
  });
  const server = await starting;
  const url = config.port === 0 ? withPort(config.publicUrl, server.port) : config.publicUrl;
  process.stdout.write(`Sup is ready on ${url}\n`);
  if (server.adminCode !== undefined)
    process.stdout.write(
      `The first administrator is made here, once: ${url}/claim-admin#${server.adminCode}\n`,
    );
  link.ready();
  // Node would write it only as it exits, and who is killed does not.
  flushCompileCache();
}

/** With SUP_PORT=0 the system has picked the port, so the address that people type is known only now. */
function withPort(publicUrl: string, port: number): string {
  const url = new URL(publicUrl);
  if (url.port === '0') url.port = String(port);
  return url.origin;
}
