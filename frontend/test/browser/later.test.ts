import { addresses } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { newId, type TestPerson } from '@sup/testkit/people';
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
  // The menu of a message that is still on its way has no threads.
  await app
    .message('Keys')
    .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
    .waitFor();
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

it('a message is held and undone, and closing the page sends what is held', async () => {
  const [ann, bob] = [await stage.member('lat_pia'), await stage.member('lat_quy')];
  const room = await ann.person.direct(bob.person);
  const { app } = ann;
  await app.page.goto('/settings/appearance');
  await app.page.getByRole('radiogroup', { name: 'Undo send' }).getByRole('radio', { name: '20 s' }).click();
  await app.page.goto(`/r/${room}`);
  await bob.app.page.goto(`/r/${room}`);
  await app.send('Wrong words');
  await app
    .message('Wrong words')
    .getByText(/^Sent in \d+ s$/)
    .waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await app.button('Undo').click();
  await app.message('Wrong words').waitFor({ state: 'detached' });
  expect(await app.composer.inputValue()).toBe('Wrong words');
  await app.composer.fill('');
  await app.send('Right words');
  await app
    .message('Right words')
    .getByText(/^Sent in \d+ s$/)
    .waitFor();
  await app.page.goto('about:blank');
  await bob.app.message('Right words').waitFor();
  expect(await bob.app.message('Wrong words').count()).toBe(0);
});

/** When the open dialog is to put it off to. */
async function choose(
  app: App,
  { dialog, option, action = 'Schedule' }: { dialog: string; option: RegExp; action?: string },
): Promise<void> {
  const asked = app.dialog(dialog);
  await asked.getByRole('radio', { name: option }).click();
  expect(await seriousFindings(app.page)).toEqual([]);
  await asked.getByRole('button', { name: action, exact: true }).click();
  await asked.waitFor({ state: 'detached' });
}

/** Says that it is to be sent this moment. */
async function scheduleNow(
  person: TestPerson,
  { id, room, body }: { id: string; room: string; body?: string | undefined },
) {
  const ask = { params: { room, schedule: id }, body: { body, when: { at: Date.now() } } };
  await person.must(addresses.later.schedule, ask);
}

const view = (app: App, name: RegExp) => app.page.getByRole('radio', { name });

it('a message is put off with the keyboard, changed on another device, and sent once when it is time', async () => {
  const [ann, bob] = [await stage.member('lat_kim'), await stage.member('lat_lou')];
  const room = await ann.person.direct(bob.person);
  for (const { app } of [ann, bob]) await app.page.goto(`/r/${room}`);
  await ann.app.composer.fill('Happy birthday');
  await ann.app.composer.press('Tab');
  await ann.app.button('Schedule this message').focus();
  await ann.app.page.keyboard.press('Enter');
  await choose(ann.app, { dialog: 'Send later', option: /^In Lat_lou’s morning/ });
  expect(await ann.app.composer.inputValue()).toBe('');
  const tablet = await stage.device(ann.person);
  await tablet.app.page.goto('/later?view=scheduled');
  await kept(tablet.app, 'Happy birthday').getByText('Will be sent in their morning').waitFor();
  expect(await seriousFindings(tablet.app.page)).toEqual([]);
  await tablet.app.button('Change').click();
  const dialog = tablet.app.dialog('Change scheduled message');
  await dialog.getByLabel('Message').fill('Happy birthday, Lou');
  await choose(tablet.app, { dialog: 'Change scheduled message', option: /^In an hour/ });
  await openLater(ann.app);
  await view(ann.app, /^Scheduled/).click();
  await kept(ann.app, 'Happy birthday, Lou')
    .getByText(/^Will be sent \d/)
    .waitFor();
  // Its moment has come.
  const { schedules } = await ann.person.must<{ schedules: { id: string; body: string }[] }>(
    addresses.later.schedules,
  );
  const { id = '', body } = schedules[0] ?? {};
  await scheduleNow(ann.person, { id, room, body });
  await bob.app.message('Happy birthday, Lou').waitFor();
  await ann.app.page.getByText('Nothing scheduled').waitFor();
  expect(await bob.app.message('Happy birthday').count()).toBe(1);
});

it('a message that is refused when it is due is kept with the reason, and can be taken out', async () => {
  const [ann, bob] = [await stage.member('lat_mia'), await stage.member('lat_ned')];
  const room = await ann.person.group([bob.person], { name: 'Deck' });
  await bob.app.open('Deck');
  const id = newId<'Cmid'>();
  await ann.person.must(addresses.rooms.mute, { params: { room, user: bob.person.id }, body: {} });
  await scheduleNow(bob.person, { id, room, body: 'Aye' });
  await bob.app.button(/^Later, 1 thing wants to be seen/).click();
  await view(bob.app, /^Scheduled/).click();
  await kept(bob.app, 'Aye')
    .getByText(/^Not sent: /)
    .waitFor();
  expect(await seriousFindings(bob.app.page)).toEqual([]);
  await bob.app.button('Do not send').click();
  await bob.app.dialog('Do not send this message?').getByRole('button', { name: 'Do not send' }).click();
  await bob.app.page.getByText('Nothing scheduled').waitFor();
});

it('a reminder comes back on every device, leads to its message, and is put away on all', async () => {
  const ann = await stage.member('lat_ora');
  const room = await ann.person.group([], { name: 'Tide' });
  const { message } = await ann.person.must<{ message: string }>(addresses.messages.send, {
    params: { room },
    body: { cmid: newId<'Cmid'>(), body: 'High water at noon' },
  });
  const tablet = await stage.device(ann.person, phone);
  await tablet.app.page.goto('/');
  await ann.app.open('Tide');
  await ann.app.pick('High water', 'Remind me');
  await choose(ann.app, {
    dialog: 'Remind me of this message',
    option: /^Tomorrow morning/,
    action: 'Remind me',
  });
  await ann.app.page.getByText(/^You will be reminded/).waitFor();
  await ann.app.page.goto('/later?view=reminders');
  await kept(ann.app, 'High water').getByText(/^Due /).waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await ann.person.must(addresses.later.remind, { params: { room, message }, body: { at: Date.now() } });
  await tablet.app.page.getByText('A reminder is due.').waitFor();
  await tablet.app.button(/^Later, 1 thing wants to be seen/).click();
  await view(tablet.app, /^Reminders/).click();
  await tablet.app.button(/High water at noon, Tide, Reminder of/).click();
  await tablet.app.message('High water').waitFor();
  await kept(ann.app, 'High water')
    .getByText(/^Reminder of /)
    .waitFor();
  await ann.app.button('Put away this reminder').click();
  await ann.app.page.getByText('No reminders', { exact: true }).waitFor();
  await ann.app.button(/^Later/).waitFor({ state: 'detached' });
});
