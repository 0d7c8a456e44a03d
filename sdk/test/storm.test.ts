import { expect, test } from 'vitest';
import { nodeRuntime } from './node-runtime.ts';
import { Storm } from './storm.ts';

const runs = 12;
const base = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;

for (let run = 0; run < runs; run += 1) {
  const seed = (base + run) >>> 0;
  test(`nothing is lost, doubled or shown out of order in a storm (seed ${seed})`, async () => {
    const storm = new Storm(nodeRuntime, { seed, steps: 150 });
    await storm.run();
    expect(storm.sent.length).toBeGreaterThan(10);
  }, 60_000);
}
