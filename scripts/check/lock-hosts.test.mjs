import { expect, test } from 'vitest';
import { lockNamesNoHost } from './lock-hosts.mjs';
import { problemsOf } from './plant.mjs';

test('a lock file that names a host is reported', () => {
  const lock = '{\n  "resolved": "https://registry.example/a.tgz"\n}\n';
  expect(problemsOf(lockNamesNoHost, { 'package-lock.json': lock })).toEqual([
    expect.stringContaining('package-lock.json:2 names a host'),
  ]);
});

test('links between our own packages are no hosts', () => {
  expect(
    problemsOf(lockNamesNoHost, { 'package-lock.json': '{ "resolved": "backend", "link": true }' }),
  ).toEqual([]);
});

test('a registry in .npmrc is reported', () => {
  expect(problemsOf(lockNamesNoHost, { '.npmrc': 'registry=https://registry.example\n' })).toHaveLength(1);
});
