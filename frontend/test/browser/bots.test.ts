// A person makes a bot, gives a program a token of it, sees where it is, and ends it again.
import { addresses, type RoomId, type UserId } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { callRoute, newId } from '@sup/testkit/people';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { soon } from './soon.ts';
import { type Member, setStage } from './stage.ts';

const stage = setStage();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

const main = (app: App) => app.page.getByRole('main');
/** The id of the bot whose page is open. */
const openBot = ({ page }: App) => new URL(page.url()).searchParams.get('bot') as UserId;

async function makeBot({ app }: Member, { name, handle }: { name: string; handle: string }) {
  await app.page.goto('/settings/bots');
  await app.page.getByText('You have no bots.').waitFor();
  await app.button('New bot').click();
  const dialog = app.dialog('New bot');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('Username', { exact: true }).fill(handle);
  await dialog.getByRole('button', { name: 'Create bot' }).click();
  await app.page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function speak(secret: string, room: RoomId, body: string) {
  const { status } = await callRoute(stage.server, addresses.messages.send, {
    params: { room },
    headers: { authorization: `Bearer ${secret}` },
    body: { cmid: newId(), since: 0, body },
  });
  return status;
}

async function tokenIn(app: App): Promise<string> {
  await app.button('Copy token').waitFor();
  return main(app)
    .getByText(/^supbot_/)
    .innerText();
}

it('R223, R224: a bot is made, described, given a token that speaks, and the token ends', async () => {
  const ann = await stage.member('ann');
  const { app, person } = ann;
  await makeBot(ann, { name: 'Gardener', handle: 'gardener' });
  expect(await seriousFindings(app.page)).toEqual([]);
  const bot = openBot(app);
  const room = await person.group([{ id: bot }], { name: 'Greenhouse' });
  await app.page.getByLabel('What it does').fill('Waters the plants.');
  await app.button('Save').click();
  await app.page.getByText('Saved').waitFor();
  await app.page.reload();
  await soon(() => app.page.getByLabel('What it does').inputValue()).toBe('Waters the plants.');

  await app.button('New token').click();
  const dialog = app.dialog('New token');
  await dialog.getByLabel('Name of the token').fill('Hose');
  await dialog.getByRole('radio', { name: '30 days' }).click();
  await dialog.getByRole('radio', { name: 'In some chats only' }).click();
  await dialog.getByRole('checkbox', { name: 'Greenhouse' }).click();
  expect(await seriousFindings(app.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make token' }).click();
  const secret = await tokenIn(app);
  expect(await seriousFindings(app.page)).toEqual([]);
  await main(app)
    .getByText(/^reads and writes, in 1 chat, until .*, not used yet$/)
    .waitFor();
  expect(await speak(secret, room, 'The tomatoes are thirsty')).toBe(200);

  await app.page.reload();
  await main(app)
    .getByText(/last used \d/)
    .waitFor();
  expect(await app.page.getByText(secret).count(), 'it is shown once').toBe(0);
  await app.button('End the token Hose').click();
  await app.dialog('End the token Hose?').getByRole('button', { name: 'End' }).click();
  await main(app).getByText('There are none. Without one the bot does nothing.').waitFor();
  expect(await speak(secret, room, 'Still thirsty')).toBe(401);
  await main(app)
    .getByRole('button', { name: /^Greenhouse/ })
    .click();
  await app.message('The tomatoes are thirsty').waitFor();
});

it('R112: on a phone in the dark, a taken username is said, and a bot is deleted', async () => {
  const bob = await stage.member('bob', { ...phone, colorScheme: 'dark' });
  const { app, screen } = bob;
  screen.excuse(/status of 409 .*\/bots/);
  await app.page.goto('/settings/bots');
  await app.button('New bot').tap();
  const dialog = app.dialog('New bot');
  await dialog.getByLabel('Name', { exact: true }).fill('Echo');
  await dialog.getByLabel('Username', { exact: true }).fill('bob');
  await dialog.getByRole('button', { name: 'Create bot' }).tap();
  await dialog.getByText('That handle is taken.').waitFor();
  await dialog.getByLabel('Username', { exact: true }).fill('echo');
  await dialog.getByRole('button', { name: 'Create bot' }).tap();
  await app.page.getByRole('heading', { name: 'Echo', level: 1 }).waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await app.button('All bots').tap();
  await main(app).getByRole('button', { name: /^Echo/ }).tap();
  await main(app)
    .getByRole('button', { name: /^Delete bot/ })
    .tap();
  await app.dialog('Delete Echo?').getByRole('button', { name: 'Delete bot' }).tap();
  await app.page.getByText('You have no bots.').waitFor();
});
