import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('wrong settings are said once, one sentence each, before anything starts, and the code is 78', () => {
  const script = fileURLToPath(new URL('./main.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    env: { SUP_PROT: '4000', SUP_REGISTRATION: 'maybe' },
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 78,
    stdout: '',
    stderr:
      'SUP_REGISTRATION must be open, invite or closed, but it is "maybe".\n' +
      'SUP_PROT is not a setting of Sup; did you mean SUP_PORT?\n',
  });
});
