// Who has received and read what, who hides it, and what is unread because somebody says so.
import { seriousFindings } from '@sup/testkit/browser-axe';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage();

async function setReceipts(app: App, on: boolean): Promise<void> {
  await app.page.goto('/settings/security');
  const receipts = app.page.getByRole('switch', { name: 'Receipts' });
  await receipts.waitFor();
  expect(await receipts.getAttribute('aria-checked')).toBe(String(!on));
  await receipts.click();
  await app.page.getByRole('switch', { name: 'Receipts', checked: on }).waitFor();
}

it('a message says who has read it, until somebody hides theirs or the chat turns them off', async () => {
  const [ann, bob, cid] = [
    await stage.member('rec_ann'),
    await stage.member('rec_bob'),
    await stage.member('rec_cid'),
  ];
  await ann.person.group([bob.person, cid.person], { name: 'Harbour' });
  await bob.app.open('Harbour');
  await ann.app.open('Harbour');
  await ann.app.send('The boat is here');
  await bob.app.message('The boat is here').waitFor();
  const info = ann.app.dialog('Message info');
  const read = info.getByRole('group', { name: 'Read', exact: true });
  await ann.app.tick('The boat is here', 'Delivered').waitFor();
  // It says what was so when it was asked.
  await soon(async () => {
    await ann.app.pick('The boat is here', 'Message info');
    await info.getByText('rec_bob').waitFor();
    if ((await read.getByText('rec_bob').count()) === 1) return true;
    await info.getByRole('button', { name: 'Done' }).click();
    await info.waitFor({ state: 'detached' });
    return false;
  }).toBe(true);
  await info.getByRole('group', { name: 'Delivered' }).getByText('rec_cid').waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await info.getByRole('button', { name: 'Done' }).click();
  await info.waitFor({ state: 'detached' });

  await setReceipts(bob.app, false);
  expect(await seriousFindings(bob.app.page)).toEqual([]);
  // The server has it once another device of his shows it.
  const other = await stage.device(bob.person);
  await other.app.page.goto('/settings/security');
  await other.app.page.getByRole('switch', { name: 'Receipts', checked: false }).waitFor();
  await other.app.page.goto('/');
  await other.app.open('Harbour');
  await other.app.pick('The boat is here', 'Message info');
  await other.app
    .dialog('Message info')
    .getByText(/^You hide your own receipts/)
    .waitFor();
  await ann.app.pick('The boat is here', 'Message info');
  await info.getByText('rec_cid').waitFor();
  expect(await info.getByText('rec_bob').count()).toBe(0);
  await info.getByRole('button', { name: 'Done' }).click();
  await info.waitFor({ state: 'detached' });

  await ann.app.button('Details').click();
  await ann.app.button('Settings and rights').click();
  const inRoom = ann.app.dialog('Settings and rights');
  await inRoom.getByRole('switch', { name: 'Receipts', checked: true }).click();
  await inRoom.getByRole('switch', { name: 'Receipts', checked: false }).waitFor();
  await ann.app.page.keyboard.press('Escape');
  await inRoom.waitFor({ state: 'detached' });
  await ann.app.pick('The boat is here', 'Message info');
  await info.getByText('Receipts are turned off in this chat.').waitFor();
});

it('what is marked unread stays so on all devices, and all is read and unread again by a key and an undo', async () => {
  const [ann, bob] = [await stage.member('unr_ann'), await stage.member('unr_bob')];
  await ann.person.group([bob.person], { name: 'Harbour' });
  await ann.app.open('Harbour');
  for (const text of ['One boat', 'Two boats', 'Three boats']) await ann.app.send(text);
  const there = await stage.device(bob.person);
  await there.app.page.goto('/');
  const badge = (app: App, count: number) => app.chat('Harbour').getByText(String(count), { exact: true });
  await badge(there.app, 3).waitFor();
  await bob.app.open('Harbour');
  await bob.app.message('Three boats').waitFor();
  await badge(there.app, 3).waitFor({ state: 'detached' });

  await bob.app.pick('Two boats', 'Mark unread from here');
  for (const { app } of [bob, there]) await badge(app, 2).waitFor();
  await there.app.page.keyboard.press('Shift+Escape');
  for (const { app } of [bob, there]) await badge(app, 2).waitFor({ state: 'detached' });
  await there.app.button('Undo').click();
  for (const { app } of [bob, there]) await badge(app, 2).waitFor();
  expect(await seriousFindings(there.app.page)).toEqual([]);
  await bob.app.button('Mark all as read').click();
  for (const { app } of [bob, there]) await badge(app, 2).waitFor({ state: 'detached' });
});
