import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const repository = join(import.meta.dirname, '../..');

// The real launcher as `npx sup` finds it, once on each runtime: it starts with whatever Node runs this test.
function sup(args: string[], environment: Record<string, string>) {
  const result = spawnSync(join(repository, 'node_modules/.bin/sup'), args, {
    env: { PATH: join(repository, 'node_modules/.bin'), ...environment },
    encoding: 'utf8',
    cwd: '/',
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

test.each([
  ['bun', /^Sup \d+\.\d+\.\d+ on Bun /],
  ['node', /^Sup \d+\.\d+\.\d+ on Node 24\./],
])('npx sup runs on %s when the setting says so', (runtime, expected) => {
  const { code, out, err } = sup(['version'], { SUP_RUNTIME: runtime });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(expected);
});

test('sup config prints each setting with its source, and warnings on the other stream', () => {
  const { code, out, err } = sup(['config'], { SUP_PORT: '4100', SUP_RATE_LIMITS: 'off' });
  expect(code).toBe(0);
  expect(out).toMatch(/SUP_PORT +4100 +environment\n/);
  expect(out).toMatch(/SUP_HOST +127\.0\.0\.1 +default\n/);
  expect(err).toContain('Warning: SUP_RATE_LIMITS is off');
});

test('a wrong setting is one sentence and exit code 78, not a stack trace', () => {
  const { code, out, err } = sup(['config'], { SUP_PROT: '4100' });
  expect({ code, out, err }).toEqual({
    code: 78,
    out: '',
    err: 'SUP_PROT is not a setting of Sup; did you mean SUP_PORT?\n',
  });
});

test('an unknown command or option is a sentence and exit code 2', () => {
  expect(sup(['dance'], {})).toEqual({
    code: 2,
    out: '',
    err: 'There is no command "dance"; `npx sup help` lists those there are.\n',
  });
  expect(sup(['config', '--html'], {}).code).toBe(2);
});

test.each([[[]], [['help']], [['--help']]])('sup %j lists the commands', (args) => {
  const { code, out } = sup(args, {});
  expect(code).toBe(0);
  expect(out).toContain('Usage: npx sup COMMAND');
  expect(out).toMatch(/config \[--markdown\] +Print each setting/);
});
