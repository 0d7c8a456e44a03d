import { addresses } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const phone = { viewport: { width: 390, height: 844 } };

const pane = (app: App) => app.page.getByRole('complementary', { name: 'Thread' });

async function reply(app: App, text: string): Promise<void> {
  const field = app.page.locator('#thread-composer');
  await field.focus();
  await app.page.keyboard.insertText(text);
  await pane(app).getByRole('button', { name: 'Send' }).click();
  await pane(app).getByRole('article').filter({ hasText: text }).waitFor();
}

/** The row under a message that leads to its thread. */
const row = (app: App, says: string) => app.button(new RegExp(`^${says}.*open thread`));

it('a thread grows beside the chat, three people follow it, and unread is told where it is', async () => {
  const [ann, bob, cid] = [
    await stage.member('thr_ann'),
    await stage.member('thr_bob'),
    await stage.member('thr_cid'),
  ];
  await ann.person.group([bob.person, cid.person], { name: 'Harbour' });
  for (const { app } of [ann, bob, cid]) await app.open('Harbour');
  await ann.app.send('Who paints the boat?');
  await bob.app.pick('Who paints the boat?', 'Reply in thread');
  await reply(bob.app, 'I can, on Sunday');
  // The room shows no reply, but how many there are.
  await row(ann.app, '1 reply').waitFor();
  await row(cid.app, '1 reply').waitFor();
  expect(await cid.app.page.getByRole('article').filter({ hasText: 'on Sunday' }).count()).toBe(0);
  // Who wrote the message follows the thread, who only reads the room does not.
  await ann.app.button(/^Threads, 1 unread reply/).waitFor();
  expect(await cid.app.button(/^Threads/).count()).toBe(0);
  await row(ann.app, '1 reply.*1 unread reply').click();
  await pane(ann.app).getByText('I can, on Sunday').waitFor();
  await ann.app.button('Threads').waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await reply(ann.app, 'Bring the blue one');
  await pane(bob.app).getByText('Bring the blue one').waitFor();
  await row(cid.app, '2 replies').click();
  await cid.app.button('Follow this thread').click();
  await cid.app.button('Stop following this thread').waitFor();
  // The address leads back to the thread, also after a reload.
  await cid.app.page.reload();
  await pane(cid.app).getByText('Bring the blue one').waitFor();
  await pane(cid.app).getByRole('button', { name: 'Close' }).click();
  await pane(cid.app).waitFor({ state: 'detached' });
});

it('a thread keeps its own draft, and the list of mine leads to it', async () => {
  const ann = await stage.member('thr_dora');
  await ann.person.group([], { name: 'Notes' });
  const { app } = ann;
  await app.open('Notes');
  await app.send('Shopping');
  await app.sent('Shopping');
  await app.pick('Shopping', 'Reply in thread');
  await reply(app, 'Bread');
  await app.page.locator('#thread-composer').fill('and bu');
  expect(await app.composer.inputValue()).toBe('');
  await pane(app).getByRole('button', { name: 'Close' }).click();
  await app.button('Threads').click();
  await app.page.getByRole('heading', { name: 'Threads', level: 1 }).waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await app.page
    .getByRole('listitem')
    .getByRole('button', { name: /Shopping.*Notes.*1 reply/ })
    .click();
  await pane(app).getByText('Bread').waitFor();
  expect(await app.page.locator('#thread-composer').inputValue()).toBe('and bu');
});

it('on a phone a thread is a screen of its own, and Back leads to the chat', async () => {
  const { app, person } = await stage.member('thr_eve', phone);
  await person.group([], { name: 'Pocket' });
  await app.open('Pocket');
  await app.composer.fill('Keys');
  await app.button('Send').click();
  await app.sent('Keys');
  await app.pick('Keys', 'Reply in thread');
  await reply(app, 'On the hook');
  expect(await app.composer.isVisible()).toBe(false);
  expect(await seriousFindings(app.page)).toEqual([]);
  await pane(app).getByRole('button', { name: 'Back' }).click();
  await row(app, '1 reply').waitFor();
  expect(await app.composer.isVisible()).toBe(true);
});

it('a moderator deletes a reply of a member', async () => {
  const [ann, bob, cid] = [
    await stage.member('thr_fay'),
    await stage.member('thr_gil'),
    await stage.member('thr_hal'),
  ];
  const room = await ann.person.group([bob.person, cid.person], { name: 'Quay' });
  const params = { room, user: bob.person.id };
  await ann.person.must(addresses.rooms.addMember, { params, body: { role: 'moderator' } });
  for (const { app } of [bob, cid]) await app.open('Quay');
  await cid.app.send('For sale');
  await cid.app.sent('For sale');
  await cid.app.pick('For sale', 'Reply in thread');
  await reply(cid.app, 'Cheap watches');
  await row(bob.app, '1 reply').click();
  await pane(bob.app).getByText('Cheap watches').waitFor();
  await bob.app.pick('Cheap watches', 'Delete');
  await bob.app
    .dialog(/^Delete/)
    .getByRole('button', { name: 'Delete' })
    .click();
  await pane(cid.app).getByText('Cheap watches').waitFor({ state: 'detached' });
});
