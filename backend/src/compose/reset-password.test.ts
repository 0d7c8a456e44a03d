import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type AuthWorld, codeOf, openAuthWorld } from '../../test/auth-world.ts';

const repository = join(import.meta.dirname, '../../..');

let world: AuthWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

// The real launcher, in a process of its own, as an administrator types it.
function sup(dataDir: string, ...args: string[]) {
  const bin = join(repository, 'node_modules/.bin');
  const result = spawnSync(join(bin, 'sup'), ['reset-password', ...args], {
    env: { PATH: bin, SUP_DATA_DIR: dataDir, SUP_PUBLIC_URL: 'https://chat.example.org' },
    encoding: 'utf8',
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

test('sup reset-password makes a link while the server is stopped, and says what to do while it runs', async () => {
  world = await openAuthWorld();
  const dataDir = join(world.directory, 'data');
  const ann = await world.register('ann');
  const running = sup(dataDir, 'ann');
  expect(running).toMatchObject({ code: 78, out: '' });
  expect(running.err).toContain('Stop it first.');
  expect(running.err).toContain('an administrator can make a reset link');

  await world.stop();
  const { code, out, err } = sup(dataDir, '@Ann');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const typed = /#handle=ann&code=(\S+)/.exec(out)?.[1] ?? '';
  expect(out).toContain(`recovery code: ${typed}`);
  expect(sup(dataDir, 'nobody')).toEqual({ code: 1, out: '', err: 'There is no account "nobody".\n' });

  world = await openAuthWorld({ directory: world.directory, clock: world.clock });
  expect(await codeOf(world.recover('ann', typed))).toBe('fine');
  expect(await codeOf(world.callerOf(ann))).toBe('session-ended');
  expect(await codeOf(world.recover('ann', typed))).toBe('credentials-wrong');
});

test('a wrong data directory and a missing handle are one sentence', async () => {
  expect(sup('/nowhere', 'ann')).toMatchObject({ code: 78, out: '' });
  expect(sup('/nowhere', 'ann').err).toMatch(/^There is no data of Sup in \/nowhere; set SUP_DATA_DIR/);
  expect(sup('/nowhere')).toMatchObject({ code: 2, err: 'Usage: npx sup reset-password HANDLE\n' });
});
