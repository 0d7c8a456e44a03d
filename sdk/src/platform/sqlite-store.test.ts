import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { contract } from '../../test/local-store-contract.ts';
import { StoreFull } from '../local-store.ts';
import { nodeStore, overNode } from './node.ts';
import { sqliteStore } from './sqlite-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'sup-sdk-'));
afterAll(() => rmSync(directory, { recursive: true }));

for (const { name, run } of contract) {
  test(`node:sqlite: ${name}`, () => run((store) => nodeStore(join(directory, `${store}.sqlite`))));
}

test('a full store says StoreFull and has changed nothing', async () => {
  const database = new DatabaseSync(':memory:');
  const store = sqliteStore(overNode(database));
  await store.write([{ table: 'meta', key: 'a', value: 'before' }]);
  database.exec('PRAGMA max_page_count = 8');
  const large = 'x'.repeat(100_000);
  const write = store.write([
    { table: 'meta', key: 'a', value: 'after' },
    { table: 'meta', key: 'b', value: large },
  ]);
  await expect(write).rejects.toBeInstanceOf(StoreFull);
  expect(await store.get('meta', 'a')).toBe('before');
});
