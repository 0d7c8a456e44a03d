import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createTelemetry } from '../../telemetry/index.ts';
import { openEmbedded } from './open-embedded.ts';

let parent: string;
let dataDir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'sup-embedded-'));
  dataDir = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true }));

const { telemetry } = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' });
const open = () =>
  openEmbedded({
    dataDir,
    clock: systemClock,
    telemetry,
    crash: (error) => {
      throw error;
    },
  });

test('an operation is seen by reads once it resolved, and after opening again', async () => {
  const first = await open();
  const epoch = makeId<'Epoch'>(1, systemClock.random(10));
  expect(first.epoch).not.toBe(epoch);
  await first.sql.write('epoch.change', { epoch });
  expect(
    await first.sql.read.selectFrom('meta').select('value').where('key', '=', 'epoch').execute(),
  ).toEqual([{ value: epoch }]);
  await first.close();
  const second = await open();
  expect(second.epoch).toBe(epoch);
  await second.close();
});

test('a second start on the same data directory is refused with a sentence', async () => {
  const first = await open();
  await expect(open()).rejects.toThrow(/Another server is running/);
  await first.close();
});
