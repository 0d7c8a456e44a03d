import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Clock, systemClock } from '../../src/clock.ts';
import { openEmbedded } from '../../src/drivers/embedded/open-embedded.ts';
import { createTelemetry } from '../../src/telemetry/index.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Opens the embedded engine on a directory of its own, gone after close. */
export function openEmbeddedStore(): Promise<StoreUnderTest> {
  return openIn(mkdtempSync(join(tmpdir(), 'sup-store-')));
}

/** Opens the embedded engine as the server does; whatever would end the process fails the test. */
export function openEngine(dataDir: string, clock: Clock = systemClock) {
  const { telemetry } = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' });
  const crash = (error: Error) => {
    throw error;
  };
  return openEmbedded({ dataDir, clock, telemetry, crash });
}

async function openIn(directory: string): Promise<StoreUnderTest> {
  const { roomLog, history, roomIndex, sql, close } = await openEngine(directory);
  return {
    roomLog,
    history,
    roomIndex,
    async ownStream(user) {
      const rows = await sql.read
        .selectFrom('user_state')
        .selectAll()
        .where('user', '=', user)
        .orderBy('rev')
        .execute();
      return rows.map(({ key, value, rev }) => ({
        key,
        value: value === null ? null : JSON.parse(value),
        rev,
      }));
    },
    async name(user, name) {
      // Beside the engine, because accounts are made through Argon2, which is slow on purpose.
      const db = new DatabaseSync(join(directory, 'sup.db'));
      db.exec('pragma busy_timeout = 1000');
      db.prepare(
        'insert into users (id, handle, skeleton, name, name_key, admin, created_at) values (?, ?, ?, ?, ?, 0, 0)',
      ).run(user, user, user, name, name.toLowerCase());
      db.close();
    },
    async reopen() {
      await close();
      return openIn(directory);
    },
    async close() {
      await close();
      rmSync(directory, { recursive: true });
    },
  };
}
