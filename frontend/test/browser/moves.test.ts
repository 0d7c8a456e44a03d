import { seriousFindings } from '@sup/testkit/browser-axe';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

const article = (app: App, text: string) => app.page.getByRole('article').filter({ hasText: text });
const dialog = (app: App) => app.page.getByRole('dialog');
const place = (app: App, name: RegExp) => dialog(app).getByRole('button', { name });
const pane = (app: App) => app.page.getByRole('complementary', { name: 'Thread' });

it('R180, R187: messages chosen with the mouse become a thread, with the keyboard go to another chat, and come back', async () => {
  const [ann, bob] = [await stage.member('mov_ann'), await stage.member('mov_bob')];
  await ann.person.group([bob.person], { name: 'Harbour' });
  await ann.person.group([bob.person], { name: 'Kitchen' });
  for (const { app } of [ann, bob]) await app.open('Harbour');
  for (const text of ['Who cooks?', 'I bring rice', 'And I bring beans', 'The boat leaks'])
    await ann.app.send(text);
  const { app } = ann;
  // With the mouse: the first, and with Shift all up to the last.
  await app.pick('I bring rice', 'Select');
  await app.page.getByRole('status').filter({ hasText: '1 selected' }).waitFor();
  await app.page.getByRole('checkbox', { name: /The boat leaks/ }).click({ modifiers: ['Shift'] });
  await app.page.getByRole('status').filter({ hasText: '3 selected' }).waitFor();
  await app.page.getByRole('checkbox', { name: /The boat leaks/ }).click();
  await app.page.getByRole('status').filter({ hasText: '2 selected' }).waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await app.button('Move…').click();
  await place(app, /In the thread of.*Who cooks/).waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await place(app, /In the thread of.*Who cooks/).click();
  await app.page.getByText('2 messages moved', { exact: true }).waitFor();
  const line = bob.app.page.getByText('2 messages were moved from here', { exact: true });
  await line.waitFor();
  await bob.app.button(/^2 replies.*open thread/).waitFor();
  // The line in the old place leads to the new one.
  await bob.app.button(/2 messages were moved from here: Show/).click();
  await pane(bob.app).getByText('I bring rice').waitFor();
  expect(await seriousFindings(bob.app.page)).toEqual([]);
  // With the keyboard: a message that has focus, X, Move, the other chat, and back.
  await article(app, 'The boat leaks').focus();
  await app.page.keyboard.press('x');
  await app.page.getByRole('status').filter({ hasText: '1 selected' }).waitFor();
  await app.button('Move…').press('Enter');
  await dialog(app).getByRole('textbox').fill('kitch');
  await place(app, /^Kitchen/).press('Enter');
  await app.page.getByText('1 message moved', { exact: true }).waitFor();
  await article(bob.app, 'The boat leaks').waitFor({ state: 'detached' });
  await app.button('Undo').click();
  await app.page.getByText('They are back where they were.').waitFor();
  await article(bob.app, 'The boat leaks').waitFor();
  await pane(bob.app).getByRole('article').filter({ hasText: 'Who cooks?' }).waitFor();
});

it('R182: on a phone a message is moved by touch, and who is not in the other chat is told no more than that', async () => {
  const [ann, bob] = [await stage.member('mov_cid', phone), await stage.member('mov_dan')];
  await ann.person.group([bob.person], { name: 'Pier' });
  await ann.person.group([], { name: 'Mine alone' });
  const { app } = ann;
  await app.open('Pier');
  await bob.app.open('Pier');
  await app.composer.fill('Not for here');
  await app.button('Send').click();
  await article(bob.app, 'Not for here').waitFor();
  await app.pick('Not for here', 'Move…');
  await place(app, /^Mine alone/).waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await place(app, /^Mine alone/).tap();
  await app.page.getByText('1 message was moved from here', { exact: true }).waitFor();
  await bob.app.button(/1 message was moved from here: Show/).click();
  await bob.app.page.getByText('They are in a chat that you are not in, or not for you to see.').waitFor();
  await app.button(/1 message was moved from here: Show/).tap();
  await article(app, 'Not for here').waitFor();
  await app.page.getByText(/moved 1 message here/).waitFor();
  // Who may not move anything is offered nothing of it.
  await bob.app.send('Mine');
  await article(bob.app, 'Mine').focus();
  await bob.app.page.keyboard.press('Enter');
  await bob.app.page.getByRole('menuitem', { name: 'Copy text' }).waitFor();
  expect(await bob.app.page.getByRole('menuitem', { name: 'Move…' }).count()).toBe(0);
});
