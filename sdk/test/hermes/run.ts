// Runs the suite on npm's Hermes engine: one script by Bun's bundler, the language lowered by Babel, then Hermes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@babel/core';
import { bundle } from '../browser/bundle.ts';

/** What Hermes 0.12 does not read: classes, async, block scopes, newer operators. The client's own
 * preset (babel-preset-expo) brings these plugins. */
const plugins = [
  'transform-class-static-block',
  'transform-private-methods',
  'transform-private-property-in-object',
  'transform-class-properties',
  'transform-classes',
  'transform-async-generator-functions',
  'transform-async-to-generator',
  'transform-logical-assignment-operators',
  'transform-nullish-coalescing-operator',
  'transform-optional-chaining',
  'transform-optional-catch-binding',
  'transform-named-capturing-groups-regex',
  'transform-object-rest-spread',
  'transform-for-of',
  'transform-destructuring',
  'transform-parameters',
  'transform-arrow-functions',
  'transform-block-scoping',
].map((name) => `@babel/plugin-${name}`);

const code = transformSync(bundle(new URL('suite.ts', import.meta.url)), {
  plugins,
  configFile: false,
  babelrc: false,
  compact: false,
  sourceType: 'script',
})?.code;
if (!code) throw new Error('Babel gave nothing');

const directory = mkdtempSync(join(tmpdir(), 'sup-hermes-'));
const script = join(directory, 'suite.js');
writeFileSync(script, code);
const hermes = fileURLToPath(
  new URL('../../../node_modules/hermes-engine-cli/linux64-bin/hermes', import.meta.url),
);
const { stdout, stderr, status } = spawnSync(hermes, ['-w', '-Xes6-promise', '-Xmicrotask-queue', script], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
rmSync(directory, { recursive: true });
process.stdout.write(stdout + stderr);
const failed = /(\d+) passed, (\d+) failed/.exec(stdout)?.[2];
process.exitCode = status === 0 && failed === '0' ? 0 : 1;
