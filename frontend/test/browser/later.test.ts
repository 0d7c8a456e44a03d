import { seriousFindings } from '@sup/testkit/browser-axe';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const phone = { viewport: { width: 390, height: 844 } };

const kept = (app: App, text: string | RegExp) => app.page.getByRole('listitem').filter({ hasText: text });

async function openLater(app: App): Promise<void> {
  await app.button(/^Later/).click();
  await app.page.getByRole('heading', { name: 'Later', level: 1 }).waitFor();
}

it('a saved message is found again on another device, leads to its place, and loses its text with the message', async () => {
  const [ann, bob] = [await stage.member('lat_ann'), await stage.member('lat_bob')];
  await ann.person.group([bob.person], { name: 'Galley' });
  for (const { app } of [ann, bob]) await app.open('Galley');
  await bob.app.send('The salt is in the blue tin');
  await ann.app.message('blue tin').waitFor();
  await ann.app.pick('blue tin', 'Save message');
  await ann.app.page.getByText('Saved. It is under Later.').waitFor();
  const tablet = await stage.device(ann.person);
  await tablet.app.page.goto('/');
  await openLater(tablet.app);
  await kept(tablet.app, 'blue tin').getByText('Galley').waitFor();
  expect(await seriousFindings(tablet.app.page)).toEqual([]);
  await tablet.app.button(/blue tin, Galley/).click();
  await tablet.app.message('blue tin').waitFor();
  expect(tablet.app.page.url()).not.toContain('m=');
  await openLater(tablet.app);
  await kept(tablet.app, 'blue tin').waitFor();
  await bob.app.pick('blue tin', 'Delete');
  await bob.app.dialog('Delete this message?').getByRole('button', { name: 'Delete' }).click();
  await kept(tablet.app, 'Message deleted').waitFor();
  await tablet.app.button('Remove from saved').click();
  await tablet.app.page.getByText('Nothing saved yet').waitFor();
  await ann.app.button(/^Later/).waitFor({ state: 'detached' });
});

it('on a phone a reply in a thread is saved from its sheet, and opened in its thread', async () => {
  const { app, person } = await stage.member('lat_eve', phone);
  await person.group([], { name: 'Pocket' });
  await app.open('Pocket');
  await app.composer.fill('Keys');
  await app.button('Send').click();
  await app.pick('Keys', 'Reply in thread');
  const pane = app.page.getByRole('complementary', { name: 'Thread' });
  await app.page.locator('#thread-composer').fill('On the hook');
  await pane.getByRole('button', { name: 'Send' }).click();
  await pane.getByRole('article').filter({ hasText: 'On the hook' }).waitFor();
  // Only what the server has can be saved.
  const ticks = pane.getByRole('article').filter({ hasText: 'On the hook' });
  await ticks.getByRole('img', { name: /^(Sent|Delivered|Read)$/ }).waitFor();
  await app.pick('On the hook', 'Save message');
  await app.page.goto('/');
  await openLater(app);
  await kept(app, 'On the hook').waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await app.button(/On the hook, Pocket/).click();
  await pane.getByRole('article').filter({ hasText: 'On the hook' }).waitFor();
});
