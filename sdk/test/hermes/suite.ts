import './polyfills.ts';
import { decodeDown, encode, encodeId, isKeepable, makeId, SupError, utf8Length } from '@sup/protocol/wire';
import { contract } from '../local-store-contract.ts';
import { same } from '../people.ts';
import type { Rule } from '../rule.ts';
import { rules } from '../rules.ts';
import { Storm } from '../storm.ts';
import { type Runtime, World } from '../world.ts';
import { memoryStore } from './memory-store.ts';

declare const print: (line: string) => void;

const runtime: Runtime = {
  store: () => memoryStore(new Map()),
  // The schemas stay on the server: the client's frames are checked against them on Node and Bun.
  decode: (text) => JSON.parse(text),
};

const codec: readonly Rule[] = [
  {
    name: 'R8: ids sort by the time they were made, and have 26 characters',
    async run() {
      const ids = [1, 2, 3_000, 1_800_000_000_000].map((time) => makeId(time, new Uint8Array(10).fill(255)));
      same([...ids].sort(), ids);
      same(
        ids.every((id) => /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id)),
        true,
      );
      same(encodeId(new Uint8Array(16)), '0'.repeat(26));
    },
  },
  {
    name: 'R5: frames come back as they were said; unknown types are ignored; what is no JSON is named',
    async run() {
      const frame = { type: 'pong', heads: { room: 1 }, rev: 2 } as const;
      same(decodeDown(encode(frame)), frame);
      same(decodeDown('{"type":"new"}'), undefined);
      let code = '';
      try {
        decodeDown('{');
      } catch (error) {
        code = error instanceof SupError ? error.code : String(error);
      }
      same(code, 'frame-not-json');
    },
  },
  {
    name: 'R6: texts are counted in bytes, and half a pair is noticed',
    async run() {
      same(
        [utf8Length('aé€😀'), isKeepable('😀'), isKeepable('\ud800'), isKeepable('\u0000')],
        [10, true, false, false],
      );
    },
  },
];

const stores: Rule[] = contract.map(({ name, run }) => ({
  name: `memory store: ${name}`,
  run() {
    const opened = new Map<string, Map<string, string>>();
    return run((store) => {
      const rows = opened.get(store) ?? new Map<string, string>();
      opened.set(store, rows);
      return memoryStore(rows);
    });
  },
}));

const storms: Rule[] = [1, 2, 3, 4, 5].map((seed) => ({
  name: `nothing is lost, doubled or shown out of order in a storm (seed ${seed})`,
  run: () => new Storm(runtime, { seed, steps: 120 }).run(),
}));

async function main(): Promise<void> {
  let failed = 0;
  const all = [...codec, ...stores, ...rules, ...storms];
  for (const { name, run } of all) {
    try {
      await run((seed) => new World(runtime, seed));
    } catch (error) {
      failed += 1;
      print(
        `FAILED ${name}\n  ${error instanceof Error ? `${error.message}\n${error.stack}` : String(error)}`,
      );
    }
  }
  print(`${all.length - failed} passed, ${failed} failed (sdk tests on Hermes)`);
}

main().catch((error: unknown) => print(`0 passed, 1 failed: ${error}`));
