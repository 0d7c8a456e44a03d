import { addresses } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });
const phone = { viewport: { width: 390, height: 844 } };

const bar = (app: App) => app.page.getByRole('region', { name: 'Pinned' });
const lists = (app: App) => app.dialog('Pins, decisions, to-dos');
const line = (app: App, text: string) => lists(app).getByRole('listitem').filter({ hasText: text });
const chip = (app: App, name: string) => lists(app).getByRole('radio', { name, exact: true });

async function openLists(app: App): Promise<void> {
  await app.button('Details').click();
  await app.button('Pins, decisions, to-dos').click();
  await chip(app, 'Pinned').waitFor();
}

it('what is pinned stands on top for all, leads to its place, and goes with the message', async () => {
  const [ann, bob] = [await stage.member('kep_ann'), await stage.member('kep_bob')];
  await ann.person.group([bob.person], { name: 'Harbour' });
  for (const { app } of [ann, bob]) await app.open('Harbour');
  await ann.app.send('We meet at the crane');
  await ann.app.send('Bring gloves');
  await ann.app.pick('We meet at the crane', 'Pin');
  await bar(bob.app).getByText('We meet at the crane').waitFor();
  // With the keyboard alone: the newest message has focus, P pins it.
  await bob.app.message('Bring gloves').focus();
  await bob.app.page.keyboard.press('p');
  await bar(ann.app).getByText('1 of 2').waitFor();
  await bar(ann.app).getByText('Bring gloves').waitFor();
  await bar(ann.app)
    .getByRole('button', { name: /go to the message$/ })
    .click();
  await bar(ann.app).getByText('We meet at the crane').waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await bar(ann.app).getByRole('button', { name: '2 pinned messages, show all' }).click();
  await line(ann.app, 'Bring gloves').waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await lists(ann.app).getByRole('button', { name: 'Unpin: Bring gloves' }).click();
  await line(ann.app, 'Bring gloves').waitFor({ state: 'detached' });
  await lists(ann.app).getByRole('button', { name: 'Close' }).click();
  await ann.app.pick('We meet at the crane', 'Delete');
  await ann.app.dialog('Delete this message?').getByRole('button', { name: 'Delete' }).click();
  for (const { app } of [ann, bob]) await bar(app).waitFor({ state: 'detached' });
});

it('decisions and to-dos are marked, listed, filtered and done by three people', async () => {
  const [ann, bob, cid] = [
    await stage.member('kep_dora'),
    await stage.member('kep_eli'),
    await stage.member('kep_fay'),
  ];
  await ann.person.group([bob.person, cid.person], { name: 'Boat' });
  for (const { app } of [ann, bob, cid]) await app.open('Boat');
  await ann.app.send('The hull is blue');
  await ann.app.send('Buy paint');
  const mark = ann.app.dialog('Mark this message');
  await ann.app.pick('The hull is blue', 'Mark');
  await mark.getByRole('radio', { name: 'Decision' }).click();
  await mark.getByRole('button', { name: 'Save' }).click();
  await bob.app.message('The hull is blue').getByText('Decision').waitFor();
  await ann.app.pick('Buy paint', 'Mark');
  await mark.getByRole('radio', { name: 'To do' }).click();
  await mark.getByRole('radio', { name: 'Kep_eli' }).click();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await mark.getByRole('button', { name: 'Save' }).click();
  const box = (app: App) => app.message('Buy paint').getByRole('checkbox');
  await bob.app.message('Buy paint').getByText('To do: Me').waitFor();
  await openLists(cid.app);
  await chip(cid.app, 'To do').click();
  await line(cid.app, 'Buy paint').waitFor();
  await chip(cid.app, 'Only mine').click();
  await lists(cid.app).getByText('Nothing to do.').waitFor();
  await chip(cid.app, 'Only mine').click();
  await line(cid.app, 'Buy paint').waitFor();
  await box(bob.app).click();
  await line(cid.app, 'Buy paint').waitFor({ state: 'detached' });
  await chip(cid.app, 'Done').click();
  await line(cid.app, 'Buy paint').getByRole('checkbox', { name: 'Mark as not done: Buy paint' }).click();
  await line(cid.app, 'Buy paint').waitFor({ state: 'detached' });
  await chip(cid.app, 'Decisions').click();
  await line(cid.app, 'The hull is blue').getByRole('button').click();
  await lists(cid.app).waitFor({ state: 'detached' });
  await cid.app.message('The hull is blue').waitFor();
  await bob.app.message('Buy paint').getByText('To do: Me').waitFor();
  expect(await box(bob.app).isChecked()).toBe(false);
});

it('a message is forwarded to two chats, and says where it was only to who can see it there', async () => {
  const [ann, bob, cid] = [
    await stage.member('kep_gus'),
    await stage.member('kep_hal'),
    await stage.member('kep_ida'),
  ];
  await ann.person.group([bob.person], { name: 'Crew' });
  const harbour = await bob.person.group([cid.person], { name: 'Owners' });
  await bob.person.group([ann.person, cid.person], { name: 'Sailors' });
  await ann.app.open('Crew');
  await bob.app.open('Crew');
  await ann.app.send('The mast is repaired');
  await bob.app.message('The mast is repaired').waitFor();
  await bob.app.pick('The mast is repaired', 'Forward');
  const dialog = bob.app.dialog('Forward to');
  await dialog.getByRole('checkbox', { name: 'Owners' }).click();
  await dialog.getByRole('checkbox', { name: 'Sailors' }).click();
  expect(await seriousFindings(bob.app.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Forward to 2 chats' }).click();
  await bob.app.page.getByText('Forwarded to 2 chats').waitFor();
  await cid.app.open('Owners');
  await cid.app.message('The mast is repaired').getByText('Forwarded message', { exact: true }).waitFor();
  await ann.app.open('Sailors');
  const origin = ann.app.button(/^Forwarded from .* in Crew, go to the message$/);
  await origin.waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await origin.click();
  await ann.app.page.getByRole('heading', { name: 'Crew', level: 1 }).waitFor();
  // Where the chat forbids it, there is nothing to pick.
  const change = { cmid: ann.person.device, settings: { rights: { forward: 'owner' } } };
  await ann.person.must(addresses.rooms.change, { params: { room: ann.app.room }, body: change });
  await bob.app.message('The mast is repaired').click({ button: 'right' });
  await bob.app.page
    .getByRole('menuitem', { name: /^Reply/ })
    .first()
    .waitFor();
  await bob.app.page.getByRole('menuitem', { name: 'Forward' }).waitFor({ state: 'detached' });
  expect(harbour).not.toBe(ann.app.room);
});

it('on a phone pins and marks are reached by touch, and many changes to the chat are one line', async () => {
  const eve = await stage.member('kep_jan', phone);
  const others = await Promise.all(
    ['kep_k1', 'kep_k2', 'kep_k3', 'kep_k4'].map((name) => stage.member(name)),
  );
  const room = await eve.person.group([], { name: 'Pocket' });
  const { app } = eve;
  await app.open('Pocket');
  await app.composer.fill('Keys are on the hook');
  await app.button('Send').click();
  await app.message('Keys are on the hook').waitFor();
  for (const [at, { person }] of others.entries()) {
    const params = { room, user: person.id };
    await eve.person.must(addresses.rooms.addMember, { params, body: {} });
    if (at % 2 === 0) await eve.person.must(addresses.rooms.removeMember, { params });
  }
  const events = app.button(/^\d changes to this chat, Show all$/);
  await events.click();
  const open = app.button(/^\d changes to this chat, Show less$/);
  await open.waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await open.click();
  await events.waitFor();
  await app.pick('Keys are on the hook', 'Pin');
  await bar(app).getByText('Keys are on the hook').waitFor();
  await bar(app).getByRole('button', { name: '1 pinned message, show all' }).click();
  await line(app, 'Keys are on the hook').waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
});
