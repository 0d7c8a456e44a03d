import { storeSettings } from '@sup/testkit/test-store';
import { openStore, type Store, type StoreParts } from '../src/compose/open-store.ts';

/** Opens the store that the tests stand on (testkit's test-store.ts), as a server with this data directory would. */
export async function openTestStore(dataDir: string, parts: Omit<StoreParts, 'config'>): Promise<Store> {
  const { SUP_POSTGRES_URL: url } = await storeSettings(dataDir);
  const postgres = url === undefined ? undefined : { url, allowsLoss: false };
  return openStore({ ...parts, config: { dataDir, postgres } });
}
