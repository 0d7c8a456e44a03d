import { seriousFindings } from '@sup/testkit/browser-axe';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';

const stage = setStage();

/** Two people in one group, each with it on the screen; the first is its owner, with the settings open. */
async function twoIn(group: string, handles: readonly [string, string]) {
  const [ann, bob] = [await stage.member(handles[0]), await stage.member(handles[1])];
  await ann.person.group([bob.person], { name: group });
  for (const { app } of [ann, bob]) await app.open(group);
  await ann.app.send('Welcome');
  await ann.app.button('Details').click();
  await ann.app.button('Settings and rights').click();
  await ann.app.dialog('Settings and rights').waitFor();
  return [ann.app, bob.app] as const;
}

async function choose(app: App, question: string, answer: string): Promise<void> {
  await app.button(new RegExp(`^${question}`)).click();
  await app.dialog(question).getByRole('radio', { name: answer, exact: true }).click();
  await app.dialog(question).getByRole('button', { name: 'Save' }).click();
  await app.dialog('Settings and rights').waitFor();
}

it('an owner keeps earlier versions of edits, and another member sees them', async () => {
  const [gil, hal] = await twoIn('Archive room', ['gil', 'hal']);
  await gil.page.getByText('What stays', { exact: true }).waitFor();
  expect(await seriousFindings(gil.page)).toEqual([]);
  await gil.page.getByRole('switch', { name: 'Keep earlier versions' }).click();
  await hal.page.getByText('turned on earlier versions of edited messages').waitFor();
  await gil.dialog('Settings and rights').getByRole('button', { name: 'Close' }).click();
  await gil.send('The ferry leaves at 7');
  // What is not stored yet cannot be edited.
  await gil
    .message('The ferry leaves at 7')
    .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
    .waitFor();
  await gil.message('The ferry leaves at 7').click({ button: 'right' });
  await gil.page.getByRole('menuitem', { name: /^Edit/ }).click();
  await gil.composer.fill('The ferry leaves at 8');
  await gil.composer.press('Enter');
  await hal.message('The ferry leaves at 8').waitFor();
  await hal.message('The ferry leaves at 8').click({ button: 'right' });
  await hal.page.getByRole('menuitem', { name: 'Earlier versions' }).click();
  const versions = hal.dialog('Earlier versions');
  await versions.getByText('The ferry leaves at 7', { exact: true }).waitFor();
  await versions.getByText('The ferry leaves at 8', { exact: true }).waitFor();
  expect(await seriousFindings(hal.page)).toEqual([]);
  await versions.getByRole('button', { name: 'Done' }).click();
});

it('messages disappear for both after the time that was set, and the room says so in words', async () => {
  const [ida, jon] = await twoIn('Short memory', ['ida', 'jon']);
  await choose(ida, 'Keep messages', 'For 30 days');
  await jon.page.getByText('For 30 days').waitFor();
  await choose(ida, 'Disappearing messages', 'After 30 seconds');
  await jon.page.getByText(/set messages to disappear/).waitFor();
  await ida.dialog('Settings and rights').getByRole('button', { name: 'Close' }).click();
  await ida.button(/^Disappearing messages/).waitFor();
  await ida.send('Gone in a moment');
  await jon.message('Gone in a moment').waitFor();
  expect(await seriousFindings(jon.page)).toEqual([]);
  for (const app of [ida, jon])
    await app.message('Gone in a moment').waitFor({ state: 'detached', timeout: 60_000 });
  await jon.message('Welcome').waitFor();
});

it('either of two people makes the messages of their direct chat disappear', async () => {
  const [kim, lou] = [await stage.member('kim'), await stage.member('lou')];
  await kim.person.direct(lou.person);
  await kim.app.open('Lou');
  await lou.app.open('Kim');
  await lou.app.button('Details').click();
  await lou.app.button(/^Disappearing messages/).click();
  await lou.app.dialog('Disappearing messages').getByRole('radio', { name: 'After 1 day' }).click();
  await lou.app.dialog('Disappearing messages').getByRole('button', { name: 'Save' }).click();
  await kim.app.page.getByText(/set messages to disappear/).waitFor();
  await kim.app.send('Gone tomorrow');
  await lou.app.message('Gone tomorrow').waitFor();
});
