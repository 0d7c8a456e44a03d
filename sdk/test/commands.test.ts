// Commands through the sdk: a bot's loop on the one side, whoever gives a command on the other.
import { startServer } from '@sup/testkit';
import { expect, test } from 'vitest';
import { createClient } from '../src/index.ts';
import { nodePlatform } from '../src/platform/node.ts';

const password = 'correct horse battery staple';

test('R227, R228: a bot finds what was given while it was away, and answers to all or to one', async () => {
  await using server = await startServer();
  const ann = createClient({ url: server.url, platform: nodePlatform() });
  await ann.start();
  await ann.session.register({ handle: 'ann', name: 'Ann', password });
  await ann.connection.whenReady();
  const { bot } = await ann.rest.bots.create({ handle: 'ship', name: 'Ship' });
  const { secret } = await ann.rest.bots.makeToken({ bot: bot.bot.id, name: 'CI', read: true, write: true });
  const { id: room } = await ann.rooms.create({ kind: 'group', name: 'Harbour', members: [bot.bot.id] });
  const ship = createClient({ url: server.url, platform: nodePlatform(), token: secret });
  await ship.rest.commands.offer({ commands: [{ name: 'deploy', description: 'Ship it', arguments: [] }] });

  const ask = { bot: bot.bot.id, name: 'deploy', arguments: {} };
  const whispered = ann.commands.give(room, ask);
  await ship.start();
  const calls = ship.commands.calls();
  const first = await calls.next();
  expect(first.value).toMatchObject({ name: 'deploy', room });
  await first.value?.whisper('Only you see this.');
  expect(await whispered).toBe('Only you see this.');

  const said = ann.commands.give(room, ask);
  await (await calls.next()).value?.answer('Shipped.');
  expect(await said).toBeUndefined();
  await calls.return?.();
  await Promise.all([ship.stop(), ann.stop()]);
});
