import { rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { plantFolder } from '../check/plant.mjs';
import { isInstalled } from './install.mjs';
import { bunPath, nodePath, root } from './paths.mjs';

const packages = {
  '': { name: 'sup' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/only-on-mac': { version: '1.0.0', optional: true },
  protocol: { version: '0.1.0' },
};
const lock = (changes = {}) => JSON.stringify({ packages: { ...packages, ...changes } });
const present = JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } });
const runtime = 'x'.repeat(1_000_001);

/** A folder in which everything is installed, but for what a test changes. */
const installed = (changes = {}) =>
  plantFolder({
    'package-lock.json': lock(),
    'node_modules/.package-lock.json': present,
    [relative(root, bunPath)]: runtime,
    [relative(root, nodePath)]: runtime,
    ...changes,
  });

test('what the lock asks for is there: nothing to install', () => {
  expect(isInstalled(installed())).toBe(true);
});

test('a lock file that asks for another version, or for more, wants an install', () => {
  const newer = lock({ 'node_modules/a': { version: '1.0.1' } });
  expect(isInstalled(installed({ 'package-lock.json': newer }))).toBe(false);
  const more = lock({ 'node_modules/b': { version: '1.0.0' } });
  expect(isInstalled(installed({ 'package-lock.json': more }))).toBe(false);
});

test('no node_modules, or one that an interrupt left half done, wants an install', () => {
  const folder = installed();
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), present.slice(0, 20));
  expect(isInstalled(folder)).toBe(false);
  rmSync(join(folder, 'node_modules'), { recursive: true });
  expect(isInstalled(folder)).toBe(false);
});

test('a runtime whose install script was blocked is a few bytes, and wants an install', () => {
  expect(isInstalled(installed({ [relative(root, bunPath)]: 'placeholder' }))).toBe(false);
});

test('a damaged lock file is said in a sentence', () => {
  expect(() => isInstalled(installed({ 'package-lock.json': '{' }))).toThrow('restore it from git');
});
