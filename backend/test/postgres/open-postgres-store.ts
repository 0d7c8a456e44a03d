import { tellPostgres } from '@sup/testkit/test-store';
import { type Clock, systemClock } from '../../src/clock.ts';
import { openPostgres } from '../../src/drivers/postgres/open-postgres.ts';
import { createTelemetry } from '../../src/telemetry/index.ts';
import type { StoreUnderTest } from '../contract/store-under-test.ts';
import { freshDatabase } from './fresh-database.ts';

/** Opens PostgreSQL as the server does; whatever would end the process fails the test. */
export function openEngine(url: string, clock: Clock = systemClock) {
  const { telemetry } = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' });
  const crash = (error: Error) => {
    throw error;
  };
  return openPostgres({ url, allowsLoss: false, clock, telemetry, crash });
}

/** Opens the store on a database of its own, gone after close. */
export async function openPostgresStore(): Promise<StoreUnderTest> {
  const { url, drop } = await freshDatabase();
  return openOn(url, drop);
}

async function openOn(url: string, drop: () => Promise<void>): Promise<StoreUnderTest> {
  const { roomLog, history, roomIndex, sql, close } = await openEngine(url);
  return {
    roomLog,
    history,
    roomIndex,
    async ownStream(user) {
      const state = sql.read.selectFrom('user_state').selectAll().where('user', '=', user).orderBy('rev');
      return (await state.execute()).map(({ key, value, rev }) => ({
        key,
        value: value === null ? null : JSON.parse(value),
        rev,
      }));
    },
    async name(user, name) {
      const values = [user, user, user, name, name.toLowerCase()].map((text) => `'${text}'`).join(', ');
      await tellPostgres(
        url,
        `insert into users (id, handle, skeleton, name, name_key, admin, created_at) values (${values}, 0, 0)`,
      );
    },
    async reopen() {
      await close();
      return openOn(url, drop);
    },
    async close() {
      await close();
      await drop();
    },
  };
}
