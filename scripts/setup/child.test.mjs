import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { collect } from './child.mjs';
import { inRoot, nodePath } from './paths.mjs';

const childModule = JSON.stringify(inRoot('scripts', 'setup', 'child.mjs'));

/** A script that becomes a child running `code`, and exits as that child does. */
function becoming(code) {
  const script = `import { become } from ${childModule};
    const { code } = await become(process.execPath, ['-e', ${JSON.stringify(code)}]);
    process.exitCode = code;`;
  return spawn(nodePath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('a command answers its exit code and all it said', async () => {
  const said = await collect(nodePath, ['-e', 'console.log("out"); console.error("err"); process.exit(7)']);
  expect(said.code).toBe(7);
  expect(said.output).toContain('out\n');
  expect(said.output).toContain('err\n');
});

test('a command that is not there is code 127, as in a shell', async () => {
  expect(await collect('no-such-command-here', [])).toMatchObject({ code: 127 });
});

test('to become a command is to exit with its code', async () => {
  const [code] = await once(becoming('process.exit(78)'), 'exit');
  expect(code).toBe(78);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'])(
  '%s reaches the command, whose own exit code counts',
  async (signal) => {
    const parent = becoming(
      `process.on('${signal}', () => process.exit(9)); setInterval(() => {}, 1000); console.log('up')`,
    );
    await once(parent.stdout, 'data');
    parent.kill(signal);
    const [code] = await once(parent, 'exit');
    expect(code).toBe(9);
  },
);

test('a command that a signal ends is 128 and its number', async () => {
  const [code] = await once(becoming("process.kill(process.pid, 'SIGKILL')"), 'exit');
  expect(code).toBe(137);
});
