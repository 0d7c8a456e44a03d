import { type Entry, limits, type RoomId } from '@sup/protocol';
import type { Logs } from '@sup/testkit/history-checker';
import { systemClock } from '../../src/clock.ts';
import { createTelemetry } from '../../src/telemetry/index.ts';
import { openTestStore } from '../open-test-store.ts';

/** Reads the logs of rooms from a data directory that no server is using. */
export async function logsOnDisk(dataDir: string, rooms: readonly RoomId[]): Promise<Logs> {
  const { telemetry } = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' });
  const crash = (error: Error) => {
    throw error;
  };
  const engine = await openTestStore(dataDir, { clock: systemClock, telemetry, crash });
  const logs = new Map<RoomId, Entry[]>();
  for (const room of rooms) {
    const log: Entry[] = [];
    for (let more = true; more; ) {
      const page = await engine.roomLog.read(room, log.length, limits.syncEntriesMax);
      log.push(...page.map(({ entry }) => entry));
      more = page.length > 0;
    }
    logs.set(room, log);
  }
  await engine.close();
  return logs;
}
