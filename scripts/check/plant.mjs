import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { collect } from '../setup/child.mjs';
import { inRoot, nodePath } from '../setup/paths.mjs';
import { loadProject } from './project.mjs';

const packages = {
  'protocol/package.json':
    '{ "name": "@sup/protocol", "exports": { ".": "./src/index.ts", "./wire": "./src/wire.ts" } }',
  'sdk/package.json':
    '{ "name": "@sup/sdk", "exports": { ".": "./src/index.ts", "./web": "./src/platform/web.ts" } }',
  'testkit/package.json': '{ "name": "@sup/testkit", "exports": { ".": "./src/index.ts" } }',
};

/** Writes files (path → text) into a folder that lives as long as the test. Answers the folder. */
export function plantFolder(files) {
  const folder = mkdtempSync(join(tmpdir(), 'sup-planted-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** What a rule says of planted files: `path:line text` each. */
export function problemsOf(rule, files) {
  const problems = rule.check(loadProject(plantFolder({ ...packages, ...files })));
  return problems.map(({ path, line, text }) => `${path}${line ? `:${line}` : ''} ${text}`);
}

/** Runs one of the tools, with this repository's configuration, over planted files. Answers `{ code, output }`. */
export function runTool([path, ...args], files) {
  const folder = plantFolder(files);
  symlinkSync(inRoot('node_modules'), join(folder, 'node_modules'));
  return collect(nodePath, [inRoot('node_modules', ...path.split('/')), ...args], { cwd: folder });
}
