import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startServer } from '@sup/testkit';
import { expect, test } from 'vitest';
import { createClient } from '../src/index.ts';
import { until } from '../src/observable.ts';
import { nodePlatform } from '../src/platform/node.ts';

const password = 'correct horse battery staple';

/** The first block of TypeScript in the README, as it stands there. */
function botOfReadme(): string {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  if (code === undefined) throw new Error('the README has no bot');
  return code;
}

test('the bot of the README is about 15 lines', () => {
  const lines = botOfReadme()
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('//'));
  expect(lines.length).toBeLessThanOrEqual(15);
});

test('the bot of the README runs as written: it answers what came while it was away, then what comes', async () => {
  await using server = await startServer();
  const ann = createClient({ url: server.url, platform: nodePlatform() });
  await ann.start();
  await ann.session.register({ handle: 'ann', name: 'Ann', password });
  const made = createClient({ url: server.url, platform: nodePlatform() });
  await made.start();
  const { self: bot } = await made.session.register({ handle: 'echo-bot', name: 'Echo', password });
  await made.stop();

  const room = await ann.rooms.openDirect(bot.id);
  await room.settled(room.send('before'));
  const path = fileURLToPath(new URL(`.bot-${process.pid}.ts`, import.meta.url));
  writeFileSync(path, botOfReadme());
  const process_ = spawn(process.execPath, [path, server.url, 'echo-bot', password], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [process_.stdout, process_.stderr]) stream.on('data', (text) => (said += text));
  const ended = once(process_, 'exit');
  const answers = () =>
    room.getSnapshot().items.flatMap((item) => (item.kind === 'message' && !item.mine ? [item.body] : []));
  try {
    await until(room, () => answers().length === 1);
    room.send('hello');
    await until(room, () => answers().length === 2);
    room.send('!stop');
    expect(await ended).toEqual([0, null]);
    expect(answers()).toEqual(['You said: before', 'You said: hello']);
  } finally {
    process_.kill();
    rmSync(path);
    await ann.stop();
  }
  expect(said).toContain('echo-bot is listening');
}, 60_000);
