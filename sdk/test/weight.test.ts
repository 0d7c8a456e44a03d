import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundle } from './browser/bundle.ts';

test('the sdk as a web page loads it has no schema library in it, and is small', () => {
  const code = bundle(new URL('weigh.ts', import.meta.url));
  // Names that zod carries in any bundle of it.
  expect(code).not.toMatch(/ZodMiniType|_zod\b/);
  const kilobytes = gzipSync(code).length / 1024;
  console.log(`sdk, not minified: ${kilobytes.toFixed(1)} KB gz`);
  expect(kilobytes).toBeLessThan(60);
});
