import { seriousFindings } from '@sup/testkit/browser-axe';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';
import { threeIn } from './three-in.ts';

const stage = setStage();

/** The screens of three people in one group; the first is its owner, with the details open. */
async function screensOf(group: string, handles: readonly [string, string, string]) {
  const [ann, bob, cid] = await threeIn(stage, group, handles);
  await ann.app.button('Details').click();
  return [ann.app, bob.app, cid.app] as const;
}

const details = (app: App) => app.page.getByRole('complementary', { name: 'Details' });

async function openPerson(app: App, name: string): Promise<void> {
  await details(app)
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
  await app.dialog('Profile').waitFor();
}

async function openSettings(app: App): Promise<void> {
  await app.button('Settings and rights').click();
  await app.dialog('Settings and rights').waitFor();
}

it('an owner sets how a chat works, and the others are told where they write', async () => {
  const [ann, bob, cid] = await screensOf('Harbour', ['ann', 'bob', 'cid']);
  await openSettings(ann);
  await ann.page.getByText('Moderators and above may ban people', { exact: true }).waitFor();
  expect(await seriousFindings(ann.page)).toEqual([]);
  const announcement = ann.page.getByRole('switch', { name: 'Announcements only' });
  await announcement.click();
  for (const app of [bob, cid])
    await app.page.getByText('Only moderators and above write here. You can react.').waitFor();
  await ann.page.getByText('Moderators and above may send messages', { exact: true }).waitFor();
  await announcement.click();
  await bob.composer.waitFor();

  await ann.button(/^Slow mode/).click();
  await ann.page.getByRole('radio', { name: 'One message in 1 minute' }).click();
  await ann.dialog('Slow mode').getByRole('button', { name: 'Save' }).click();
  await ann.dialog('Settings and rights').waitFor();
  await bob.send('The first');
  await bob.page.getByText(/^Slow mode: you can write again in \d+ s$/).waitFor();
  expect(await seriousFindings(bob.page)).toEqual([]);
  await bob.composer.fill('The second');
  await bob.composer.press('Enter');
  expect(await bob.composer.inputValue()).toBe('The second');
  await cid.send('Mine is not slowed by his');

  await ann.button(/may ban people/).click();
  await ann.dialog('Who may ban people?').getByRole('radio', { name: 'Admins and above' }).click();
  await ann.dialog('Who may ban people?').getByRole('button', { name: 'Save' }).click();
  await ann.page.getByText('Admins and above may ban people', { exact: true }).waitFor();

  await ann.page.getByRole('switch', { name: 'Archived' }).click();
  await ann.dialog('Archive Harbour?').getByRole('button', { name: 'Archive' }).click();
  for (const app of [bob, cid]) await app.page.getByText('This chat is archived. You can read it.').waitFor();
  await ann.page.getByRole('switch', { name: 'Archived' }).click();
  await cid.composer.waitFor();
});

it('an owner mutes, bans and promotes people, and hands over', async () => {
  const [dee, eli, fay] = await screensOf('Pier', ['dee', 'eli', 'fay']);
  await openPerson(dee, 'Eli');
  await dee.button('Mute').click();
  await dee.dialog('Mute Eli?').waitFor();
  expect(await seriousFindings(dee.page)).toEqual([]);
  await dee.dialog('Mute Eli?').getByRole('radio', { name: 'Until somebody ends it' }).click();
  await dee.dialog('Mute Eli?').getByRole('button', { name: 'Mute' }).click();
  await eli.page.getByText('You are muted here. You can read.').waitFor();
  await details(dee).getByText('Muted', { exact: true }).waitFor();
  await openPerson(dee, 'Eli');
  await dee.button('End mute').click();
  await eli.composer.waitFor();

  await openPerson(dee, 'Fay');
  await dee.button('Ban').click();
  await dee.dialog('Ban Fay?').getByLabel('Reason').fill('Advertising');
  await dee.dialog('Ban Fay?').getByRole('button', { name: 'Ban' }).click();
  await fay.page.getByText('You are not in this chat or space, or it does not exist.').waitFor();
  await eli.page.getByText('Advertising').waitFor();
  await dee.button('Banned people').click();
  await dee.dialog('Banned people').getByText('Fay').waitFor();
  expect(await seriousFindings(dee.page)).toEqual([]);
  await dee.button('End the ban of Fay').click();
  await dee.dialog('Banned people').getByText('Nobody is banned.').waitFor();
  await dee.dialog('Banned people').getByRole('button', { name: 'Close' }).click();

  await openPerson(dee, 'Eli');
  await dee.button(/^Role/).click();
  await dee.dialog('Role of Eli').getByRole('radio', { name: 'Admin' }).click();
  await dee.dialog('Role of Eli').getByRole('button', { name: 'Save' }).click();
  await details(dee).getByText('Admin', { exact: true }).waitFor();
  await openPerson(dee, 'Eli');
  await dee.button('Hand over ownership').click();
  await dee
    .dialog('Make Eli owner in your place?')
    .getByRole('button', { name: 'Hand over ownership' })
    .click();
  await eli.button('Details').click();
  await details(eli).getByText('Owner', { exact: true }).waitFor();
  await details(eli).getByRole('button', { name: /^Dee/ }).getByText('Admin').waitFor();
});
