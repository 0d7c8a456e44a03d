// Runs in Chromium: what the test asks of the page by name.
import { StoreFull } from '../../src/local-store.ts';
import { indexedStore } from '../../src/platform/indexed-store.ts';
import { webPlatform } from '../../src/platform/web.ts';
import { contract } from '../local-store-contract.ts';

const platform = webPlatform({ name: 'page' });
const heard: unknown[] = [];
platform.tabs.listen((news) => heard.push(news));
let leads = false;
let free: () => void = () => undefined;

const page = {
  cases: () => contract.map(({ name }) => name),
  async runCase(name: string): Promise<string> {
    try {
      await contract.find((it) => it.name === name)?.run(indexedStore);
      return 'passed';
    } catch (error) {
      return String(error);
    }
  },
  /** Fills the store until it is full; tells what it said, and whether what was there before is as it was. */
  async fill(): Promise<{ error: string; before: unknown }> {
    const store = indexedStore('full');
    await store.write([{ table: 'meta', key: 'before', value: 1 }]);
    // Random, for the browser compresses what it keeps.
    const random = crypto.getRandomValues(new Uint8Array(60_000));
    const large = String.fromCharCode(...random.map((byte) => byte || 1)).repeat(35);
    let error = 'never full';
    for (let at = 0; at < 50; at += 1) {
      try {
        await store.write([
          { table: 'meta', key: 'before', value: 2 },
          { table: 'meta', key: `large:${at}`, value: large },
          { table: 'meta', key: 'before', value: 1 },
        ]);
      } catch (cause) {
        error = cause instanceof StoreFull ? 'StoreFull' : String(cause);
        break;
      }
    }
    return { error, before: await store.get('meta', 'before') };
  },
  tell: (news: unknown) => platform.tabs.tell(news),
  heard: () => heard,
  lead: () => {
    platform.tabs.lead('leader', () => {
      leads = true;
    });
  },
  leads: () => leads,
  /** Takes the lock and holds it until `release`. */
  hold: () =>
    new Promise<void>((taken) => {
      platform.tabs
        .exclusive('work', () => {
          taken();
          return new Promise<void>((done) => {
            free = done;
          });
        })
        .catch((error: unknown) => heard.push(error));
    }),
  release: () => free(),
  work: () => platform.tabs.exclusive('work', async () => 'done'),
};
export type Page = typeof page;

Object.assign(globalThis, { page });
