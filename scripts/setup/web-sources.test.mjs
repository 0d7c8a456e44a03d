import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { plantFolder } from '../check/plant.mjs';
import { compressFolder } from './compress.mjs';
import { webSourceHash } from './source-hash.mjs';

const sources = {
  'package-lock.json': '{}',
  'frontend/src/a.tsx': 'a',
  'patches/a.patch': 'a',
  'protocol/src/index.ts': 'p',
  'sdk/src/index.ts': 's',
};

/** Whether writing a file changes the hash. */
function changes(path) {
  const folder = plantFolder({ ...sources, [path]: 'before' });
  const before = webSourceHash(folder);
  expect(webSourceHash(folder)).toBe(before);
  writeFileSync(join(folder, path), 'after');
  return webSourceHash(folder) !== before;
}

test.each([
  'frontend/src/b.tsx',
  'frontend/app.json',
  'sdk/src/x/y.ts',
  'protocol/src/z.ts',
  'package-lock.json',
  'patches/b.patch',
])('a change of %s asks for a new build', (path) => expect(changes(path)).toBe(true));

test.each([
  'frontend/src/b.test.tsx',
  'frontend/dist/index.html',
  'frontend/.expo/a.json',
  'sdk/README.md',
  'backend/src/a.ts',
])('a change of %s does not', (path) => expect(changes(path)).toBe(false));

test('text is compressed twice beside itself, small files and pictures not at all', async () => {
  const text = 'Sup '.repeat(1_000);
  const folder = plantFolder({ 'js/a.js': text, 'small.css': 'a{}', 'b.png': text });
  await compressFolder(folder);
  expect(brotliDecompressSync(readFileSync(join(folder, 'js/a.js.br'))).toString()).toBe(text);
  expect(gunzipSync(readFileSync(join(folder, 'js/a.js.gz'))).toString()).toBe(text);
  expect(existsSync(join(folder, 'small.css.br'))).toBe(false);
  expect(existsSync(join(folder, 'b.png.br'))).toBe(false);
});
