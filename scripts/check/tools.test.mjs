import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../setup/paths.mjs';
import { runTool } from './plant.mjs';

// The tools run here with the repository's own configuration: a rule that is switched off by mistake fails a test.
const ours = (path) => readFileSync(inRoot(path), 'utf8');

const biome = (files) =>
  runTool(['@biomejs/biome/bin/biome', 'lint', '--vcs-enabled=false', '.'], {
    'biome.json': ours('biome.json'),
    ...files,
  });

const oxlint = (files) =>
  runTool(['oxlint/bin/oxlint', '--type-aware', '--format=unix', 'src'], {
    '.oxlintrc.json': ours('.oxlintrc.json'),
    'tsconfig.json': ours('tsconfig.base.json').replace(/\}\s*$/, ', "include": ["src"] }'),
    ...files,
  });

const knip = (files) =>
  runTool(['knip/bin/knip.js', '--no-progress'], {
    'knip.json': ours('knip.json'),
    'package.json': '{ "name": "planted", "type": "module", "workspaces": ["sdk"] }',
    'sdk/package.json': '{ "name": "@sup/sdk", "type": "module", "exports": { ".": "./src/index.ts" } }',
    ...files,
  });

test('oxlint reports a floating promise, one handed to a callback, and an await of no promise', async () => {
  const { code, output } = await oxlint({
    'src/a.ts': `import { readFile } from './b.ts';
      readFile('a');
      [1].forEach(async () => { await readFile('b'); });
      const one = await 1;
      const maybe = (): Promise<string> | string => 'x';
      maybe();
      export { one };`,
    'src/b.ts': 'export const readFile = async (path: string): Promise<string> => path;',
  });
  expect(code).not.toBe(0);
  expect(output.match(/no-floating-promises/g)).toHaveLength(2);
  expect(output.match(/no-misused-promises/g)).toHaveLength(1);
  expect(output.match(/await-thenable/g)).toHaveLength(1);
});

test('oxlint reports a block nested four deep, and none three deep', async () => {
  const nested = (depth) =>
    `export function f(a: number) { ${'if (a) {'.repeat(depth)} return 1; ${'}'.repeat(depth)} return 2; }`;
  expect((await oxlint({ 'src/a.ts': nested(3) })).code).toBe(0);
  expect((await oxlint({ 'src/a.ts': nested(4) })).output).toContain('max-depth');
});

test('biome reports an import cycle, also one of types alone', async () => {
  const { code, output } = await biome({
    'src/a.ts': "import type { B } from './b.ts';\nexport interface A { b: B; }\n",
    'src/b.ts': "import type { A } from './a.ts';\nexport interface B { a: A; }\n",
  });
  expect(code).not.toBe(0);
  expect(output).toContain('noImportCycles');
});

test.each([
  ['noExcessiveLinesPerFunction', `export function f(): void {\n${'  g();\n'.repeat(71)}}\n`],
  ['useMaxParams', 'export const f = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];\n'],
  ['noExplicitAny', 'export const f = (a: any) => a;\n'],
  ['noDefaultExport', 'export default 1;\n'],
  ['noEmptyBlockStatements', 'try { g(); } catch {}\n'],
  ['noNonNullAssertion', 'export const f = (a?: string) => a!;\n'],
  ['noEnum', 'export enum E { A }\n'],
  ['noParameterProperties', 'export class C { constructor(private a: 1) {} }\n'],
])('biome reports %s', async (rule, code) => {
  const result = await biome({ 'src/a.ts': code });
  expect(result.code).not.toBe(0);
  expect(result.output).toContain(rule);
});

test('biome reports a file whose name is not kebab-case', async () => {
  expect((await biome({ 'src/fileName.ts': 'export const a = 1;\n' })).output).toContain(
    'useFilenamingConvention',
  );
});

test('biome reports code that is not formatted', async () => {
  const files = { 'biome.json': ours('biome.json'), 'src/a.ts': 'export const a = "x"\n' };
  const { code } = await runTool(['@biomejs/biome/bin/biome', 'format', '--vcs-enabled=false', '.'], files);
  expect(code).not.toBe(0);
});

test('knip reports a file that nobody imports and an export that nobody uses', async () => {
  const { code, output } = await knip({
    'sdk/src/index.ts': "export { used } from './used.ts';\n",
    'sdk/src/used.ts': 'export const used = 1;\nexport const forgotten = 2;\n',
    'sdk/src/orphan.ts': 'export const orphan = 1;\n',
  });
  expect(code).not.toBe(0);
  expect(output).toMatch(/Unused files[\s\S]*orphan\.ts/);
  expect(output).toMatch(/Unused exports[\s\S]*forgotten/);
});

test('code in the house style passes the linters', async () => {
  const files = { 'src/one-noun.ts': 'export const plus = (a: number, b: number): number => a + b;\n' };
  expect(await biome(files)).toMatchObject({ code: 0 });
  expect(await oxlint(files)).toMatchObject({ code: 0 });
});

test.each(['protocol', 'sdk'])('tsc refuses Node, DOM and timers in %s', async (name) => {
  const compile = (code) =>
    runTool(['typescript/bin/tsc', '--noEmit', '-p', name], {
      'tsconfig.base.json': ours('tsconfig.base.json'),
      [`${name}/tsconfig.json`]: ours(`${name}/tsconfig.json`),
      [`${name}/src/a.ts`]: `${code}\nexport {};\n`,
    });
  expect(await compile('new Map<string, number>().size;')).toMatchObject({ code: 0 });
  for (const code of ['process.cwd();', 'document.title;', 'setTimeout(() => {}, 1);', "import 'node:fs';"]) {
    expect((await compile(code)).output, code).toMatch(/error TS/);
  }
});
