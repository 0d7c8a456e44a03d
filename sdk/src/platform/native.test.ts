import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { contract } from '../../test/local-store-contract.ts';
import { StoreFull } from '../local-store.ts';
import { type AppStates, type ExpoDatabase, nativePlatform, nativeStore } from './native.ts';
import type { Secrets } from './secrets-apart.ts';

const directory = mkdtempSync(join(tmpdir(), 'sup-sdk-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** node:sqlite with the doors of expo-sqlite, each answer a turn later, as over the bridge of a phone. */
function expoShaped(database: DatabaseSync): ExpoDatabase {
  const later = async <Value>(task: () => Value): Promise<Value> => {
    await new Promise((resolve) => setImmediate(resolve));
    return task();
  };
  return {
    execAsync: (sql) => later(() => database.exec(sql)),
    runAsync: (sql, values) => later(() => database.prepare(sql).run(...values)),
    getAllAsync: <Row>(sql: string, values: (string | number)[]) =>
      later(() => database.prepare(sql).all(...values) as Row[]),
    getFirstSync: <Row>(sql: string) => (database.prepare(sql).get() as Row | undefined) ?? null,
    closeAsync: () => later(() => database.close()),
  };
}

class Keychain implements Secrets {
  readonly kept = new Map<string, string>();
  async getItemAsync(key: string) {
    return this.kept.get(key) ?? null;
  }
  async setItemAsync(key: string, value: string) {
    this.kept.set(key, value);
  }
  async deleteItemAsync(key: string) {
    this.kept.delete(key);
  }
}

const open = (path: string, secrets: Secrets = new Keychain()) =>
  nativeStore(expoShaped(new DatabaseSync(path)), secrets);

for (const { name, run } of contract) {
  test(`a phone's store: ${name}`, () => run((store) => open(join(directory, `${store}.sqlite`))));
}

test('the refresh token lies among the secrets of the phone and never in the file', async () => {
  const file = new DatabaseSync(join(directory, 'secret.sqlite'));
  const secrets = new Keychain();
  const store = nativeStore(expoShaped(file), secrets);
  await store.write([
    { table: 'meta', key: 'account', value: 'ann' },
    { table: 'meta', key: 'refresh', value: 'very-secret' },
  ]);
  expect(await store.get('meta', 'refresh')).toBe('very-secret');
  expect([...secrets.kept.values()]).toEqual(['very-secret']);
  expect(JSON.stringify(file.prepare('SELECT * FROM rows').all())).not.toContain('very-secret');
  await store.write([{ table: 'meta', key: 'refresh' }]);
  expect(await store.get('meta', 'refresh')).toBeUndefined();
  expect(secrets.kept.size).toBe(0);
});

test('writes and reads that are asked for at once keep their order and never mix', async () => {
  const store = open(':memory:');
  const writes = Array.from({ length: 20 }, (_, at) =>
    store.write([
      { table: 'meta', key: 'a', value: at },
      { table: 'meta', key: 'b', value: at },
    ]),
  );
  const both = await Promise.all([store.get('meta', 'a'), store.get('meta', 'b')]);
  expect(both).toEqual([19, 19]);
  await Promise.all(writes);
});

test('a full phone says StoreFull, has changed nothing, and takes the next write', async () => {
  const file = new DatabaseSync(':memory:');
  const store = nativeStore(expoShaped(file), new Keychain());
  await store.write([{ table: 'meta', key: 'a', value: 'before' }]);
  file.exec('PRAGMA max_page_count = 8');
  const write = store.write([
    { table: 'meta', key: 'a', value: 'after' },
    { table: 'meta', key: 'b', value: 'x'.repeat(100_000) },
  ]);
  await expect(write).rejects.toBeInstanceOf(StoreFull);
  expect(await store.get('meta', 'a')).toBe('before');
  file.exec('PRAGMA max_page_count = 1000');
  await store.write([{ table: 'meta', key: 'a', value: 'later' }]);
  expect(await store.get('meta', 'a')).toBe('later');
});

test('random bytes are as many as asked for, and never the same twice', () => {
  const { clock } = nativePlatform(parts());
  const ids = Array.from({ length: 500 }, () => clock.random(10));
  expect(ids.every((id) => id.length === 10)).toBe(true);
  expect(new Set(ids.map((id) => Buffer.from(id).toString('hex'))).size).toBe(500);
  expect(clock.random(5_000).length).toBe(5_000);
});

test('the connection hears when the app comes to the front and when it leaves', () => {
  const heard: string[] = [];
  const states = new FakeStates();
  const { device } = nativePlatform(parts(states));
  const watching = device.watch({
    online: () => heard.push('online'),
    offline: () => heard.push('offline'),
    visible: () => heard.push('visible'),
    hidden: () => heard.push('hidden'),
  });
  for (const state of ['inactive', 'background', 'active']) states.tell(state);
  expect(heard).toEqual(['hidden', 'visible']);
  expect(device.visible()).toBe(true);
  watching.stop();
  states.tell('background');
  expect(heard).toHaveLength(2);
});

class FakeStates implements AppStates {
  currentState = 'active';
  #listener: ((state: string) => void) | undefined;
  addEventListener(_: 'change', listener: (state: string) => void) {
    this.#listener = listener;
    return {
      remove: () => {
        this.#listener = undefined;
      },
    };
  }
  tell(state: string): void {
    this.currentState = state;
    this.#listener?.(state);
  }
}

function parts(appState: AppStates = new FakeStates()) {
  return {
    database: expoShaped(new DatabaseSync(':memory:')),
    secrets: new Keychain(),
    appState,
    program: 'Test phone',
  };
}
