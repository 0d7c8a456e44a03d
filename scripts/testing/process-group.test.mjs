import { expect, test } from 'vitest';
import { runGroup } from './process-group.mjs';

test('what a run leaves behind is named and ended', async () => {
  const result = await runGroup('bash', ['-c', 'sleep 3071 & echo done; exit 3'], { timeLimitMs: 10_000 });
  expect(result).toMatchObject({ code: 3, output: 'done\n', timedOut: false, leftBehind: ['sleep 3071'] });
});

test('a run that takes too long is ended with its children', async () => {
  const result = await runGroup('bash', ['-c', 'sleep 3072 & wait'], { timeLimitMs: 200 });
  expect(result).toMatchObject({ timedOut: true, leftBehind: [] });
  expect(result.code).not.toBe(0);
});

test('a command that is not there fails', async () => {
  const { code } = await runGroup('no-such-command-here', [], { timeLimitMs: 1_000 });
  expect(code).not.toBe(0);
});
