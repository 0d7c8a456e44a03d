import { addresses } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { newId, type TestPerson } from '@sup/testkit/people';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';

const stage = setStage();

/** What is in a space, as its page lists it. */
const inside = (app: App, space: string): Locator =>
  app.page.getByRole('list', { name: `Chats in ${space}` });

const names = (app: App, space: string): Promise<string[]> =>
  inside(app, space)
    .getByRole('button', { name: /^(Join|Open|Ask to join) / })
    .evaluateAll((buttons) =>
      buttons.map((button) => (button.getAttribute('aria-label') ?? '').replace(/^(Join|Open) /, '')),
    );

const shows = async (app: App, space: string, wanted: readonly string[]): Promise<void> => {
  await expect.poll(() => names(app, space), { timeout: 12_000 }).toEqual(wanted);
};

async function space(by: TestPerson, name: string, more: object = {}): Promise<string> {
  const body = { cmid: newId(), kind: 'space', name, members: [], ...more };
  return (await by.must<{ room: { id: string } }>(addresses.rooms.create, { body })).room.id;
}

const put = (by: TestPerson, room: string, child: string) =>
  by.must(addresses.spaces.put, { params: { room, child }, body: {} });

it('somebody makes a space, fills and orders it; who is in it joins from it, and sees nothing of what is not theirs', async () => {
  const { app: ann, person } = await stage.member('ann');
  const { app: bob, person: bobby } = await stage.member('bob');
  await person.group([], { name: 'Board' });
  await person.group([], { kind: 'channel', name: 'News' });
  await person.group([], { name: 'Hikers' });

  await ann.button('New chat').click();
  await ann.button('Browse spaces').click();
  await ann.dialog('Spaces').getByRole('button', { name: 'New space' }).click();
  const making = ann.dialog('New space');
  await making.getByLabel('Space name').fill('Village');
  await making.getByLabel('What it is about').fill('Who lives here');
  expect(await seriousFindings(ann.page)).toEqual([]);
  await making.getByRole('button', { name: 'Create space' }).click();
  await ann.page.getByText('There is nothing here yet.').waitFor();
  await ann.list.getByRole('radio', { name: 'Village' }).waitFor();

  await ann.button('Add chats').click();
  const adding = ann.dialog('Add chats');
  for (const name of ['News', 'Hikers']) {
    await adding.getByRole('button', { name: `Add ${name}` }).click();
    await adding.getByRole('button', { name: `Add ${name}` }).waitFor({ state: 'detached' });
  }
  // The last one stays as closed as it is.
  await adding.getByRole('switch', { name: 'Let people in the space join' }).click();
  await adding.getByRole('button', { name: 'Add Board' }).click();
  await adding.getByText('No other chat is yours to add.').waitFor();
  expect(await seriousFindings(ann.page)).toEqual([]);
  await adding.getByRole('button', { name: 'Close' }).click();
  await shows(ann, 'Village', ['News', 'Hikers', 'Board']);

  await person.must(addresses.rooms.addMember, {
    params: { room: ann.room, user: bobby.id },
    body: { role: 'member' },
  });
  await bob.list.getByRole('radio', { name: 'Village' }).click();
  await bob.button('Everything in Village').click();
  await shows(bob, 'Village', ['News', 'Hikers']);

  // With the keyboard alone.
  await ann.button('More about Board').focus();
  await ann.page.keyboard.press('Enter');
  await ann.page.locator('[role=menuitem]:focus', { hasText: 'Move up' }).waitFor();
  await ann.page.keyboard.press('Enter');
  await shows(ann, 'Village', ['News', 'Board', 'Hikers']);
  await ann.button('More about News').click();
  await ann.page.getByRole('menuitem', { name: 'Move down' }).click();
  await shows(ann, 'Village', ['Board', 'News', 'Hikers']);

  await bob.button('Join Hikers').click();
  await bob.button('Open Hikers').waitFor();
  await bob.chat('Hikers').waitFor();
  await bob.button('Open Hikers').click();
  await bob.send('I am in');
  await ann.page.getByLabel('Search in this space').fill('new');
  await shows(ann, 'Village', ['News']);
  await ann.page.getByLabel('Search in this space').fill('');
  await ann.page.getByRole('radio', { name: 'Name' }).click();
  await shows(ann, 'Village', ['Board', 'Hikers', 'News']);
  expect(await seriousFindings(ann.page)).toEqual([]);
  await ann.button('More about News').click();
  await ann.page.getByRole('menuitem', { name: 'Take out of the space' }).click();
  await shows(ann, 'Village', ['Board', 'Hikers']);
  await bob.button('Everything in Village').click();
  await shows(bob, 'Village', ['Hikers']);

  await bob.button('Details').click();
  await bob.button('Leave space').click();
  const leaving = bob.dialog('Leave Village?');
  await leaving.getByRole('radio', { name: 'Leave 1 chat as well' }).click();
  await leaving.getByRole('button', { name: 'Leave space' }).click();
  await bob.list.getByRole('radio', { name: 'Village' }).waitFor({ state: 'detached' });
  await bob.chat('Hikers').waitFor({ state: 'detached' });
});

it('a public space is found and joined on a phone, and what is nested in it opens below it', async () => {
  const { person: eve } = await stage.member('eve');
  const home = await space(eve, 'Harbour', { public: true, topic: 'Ships and tides' });
  const inner = await space(eve, 'Yards', { public: true });
  await put(eve, home, inner);
  const dock = await eve.group([], { kind: 'channel', name: 'Dry dock' });
  await put(eve, inner, dock);

  const { app: fay } = await stage.member('fay', { viewport: { width: 390, height: 844 }, hasTouch: true });
  await fay.page.goto('/spaces');
  await fay.dialog('Spaces').getByLabel('Search spaces').fill('harb');
  await fay.button('Join Harbour').click();
  await fay.page.getByText('Ships and tides').waitFor();
  await shows(fay, 'Harbour', ['Yards']);
  await fay.button('Show what is in Yards').click();
  await inside(fay, 'Yards').getByRole('button', { name: 'Join Dry dock' }).waitFor();
  expect(await seriousFindings(fay.page)).toEqual([]);
  expect(await fay.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await inside(fay, 'Yards').getByRole('button', { name: 'Join Dry dock' }).click();
  await inside(fay, 'Yards').getByRole('button', { name: 'Open Dry dock' }).click();
  await fay.composer.waitFor();
  await fay.button('Back').click();
  // A search goes through what is within it, too.
  await fay.page.getByLabel('Search in this space').fill('dock');
  await shows(fay, 'Harbour', ['Dry dock']);
});

it('who may, decides who finds a space and who may do what in it', async () => {
  const { app: gil, person } = await stage.member('gil');
  const home = await space(person, 'Guild');
  await gil.page.goto(`/r/${home}`);
  await gil.button('Details').click();
  await gil.button('Space settings').click();
  const dialog = gil.dialog('Space settings');
  await dialog.getByRole('switch', { name: 'Public space' }).click();
  await dialog.getByRole('switch', { name: 'Public space', checked: true }).waitFor();
  await dialog.getByText(/arrange what is in it/).click();
  await gil.page.getByRole('radio', { name: 'Members and above' }).click();
  await gil.button('Save').click();
  await dialog.getByText('Members and above may arrange what is in it').waitFor();
  expect(await seriousFindings(gil.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  const { app: hal } = await stage.member('hal', { colorScheme: 'dark' });
  await hal.page.goto('/spaces');
  await hal.button('Join Guild').click();
  await hal.button('Add chats').waitFor();
  expect(await seriousFindings(hal.page)).toEqual([]);
});

it('R245, R246: an owner deletes a space, its chats stay with everyone, and it is back with them when she restores it', async () => {
  const { app: ida, person } = await stage.member('ida');
  const { app: jon, person: jonny } = await stage.member('jon', { colorScheme: 'dark' });
  const home = await space(person, 'Orchard', { members: [jonny.id] });
  const pears = await person.group([jonny], { name: 'Pears' });
  await put(person, home, pears);
  await jon.list.getByRole('radio', { name: 'Orchard' }).click();
  await jon.button('Everything in Orchard').click();
  await shows(jon, 'Orchard', ['Pears']);

  await ida.page.goto(`/r/${home}`);
  await ida.button('Details').click();
  await ida.button('Space settings').click();
  const settings = ida.dialog('Space settings');
  await settings.getByText('Only owners may delete the space').waitFor();
  await settings.getByRole('button', { name: /^Delete space/ }).click();
  const question = ida.dialog('Delete Orchard?');
  await question.getByText(/chats and spaces in it stay/).waitFor();
  await question.getByText(/with what is in it now/).waitFor();
  expect(await seriousFindings(ida.page)).toEqual([]);
  await question.getByRole('button', { name: 'Delete space' }).click();
  const banner = ida.page
    .getByRole('status')
    .filter({ hasText: 'This space is deleted. It can be restored until' });
  await banner.waitFor();
  for (const app of [ida, jon]) {
    await app.list.getByRole('radio', { name: 'Orchard' }).waitFor({ state: 'detached' });
    await app.chat('Pears').waitFor();
  }
  await jon.page.getByText('You are not in this chat or space, or it does not exist.').waitFor();
  await ida.button('Add chats').waitFor({ state: 'detached' });
  await jon.open('Pears');
  await jon.send('Still ripe');

  await ida.page.goto('/');
  await ida.page.getByRole('radio', { name: 'Deleted', exact: true }).click();
  await ida.chat('Orchard').click();
  await shows(ida, 'Orchard', ['Pears']);
  expect(await seriousFindings(ida.page)).toEqual([]);
  await banner.getByRole('button', { name: 'Restore' }).click();
  await banner.waitFor({ state: 'detached' });
  await jon.list.getByRole('radio', { name: 'Orchard' }).click();
  await jon.button('Everything in Orchard').click();
  await shows(jon, 'Orchard', ['Pears']);
  await jon.chat('Pears').waitFor();
});
