import { seriousFindings } from '@sup/testkit/browser-axe';
import { password } from '@sup/testkit/people';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage, type Visitor } from './stage.ts';

const stage = setStage();
const phone = { viewport: { width: 390, height: 844 } };
/** Chromium reports by itself that a token is refused, which is how a guest learns that it is over. */
const over = /status of 401/;

/** Somebody with a group and a member in it, and a link for guests to it. */
async function workshop(host: string, other: string) {
  const [ann, bob] = [await stage.member(host), await stage.member(other)];
  await ann.person.group([bob.person], { name: 'Workshop', topic: 'Tables and chairs' });
  await ann.app.open('Workshop');
  await ann.app.send('Welcome');
  await ann.app.button('Details').click();
  await ann.app.button('Invite people').click();
  const dialog = ann.app.dialog('Invite people');
  await dialog.getByRole('radio', { name: 'Guests' }).click();
  await dialog.getByText('They need no account, only a name').waitFor();
  expect(await dialog.getByRole('radio', { name: 'Until I take it back' }).count()).toBe(0);
  expect(await dialog.getByRole('radiogroup', { name: 'They join as' }).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const link = await dialog.getByText(/\/join\//).innerText();
  await dialog
    .getByRole('list', { name: 'Active invitations' })
    .getByText(/for guests, 0 of 10 joined/)
    .waitFor();
  return { ann: ann.app, bob, dialog, path: new URL(link).pathname };
}

async function enter({ app }: Visitor, path: string, name: string): Promise<void> {
  await app.page.goto(path);
  await app.page.getByLabel('Your name').fill(name);
  await app.page.keyboard.press('Enter');
  await app.composer.waitFor();
}

const showsGuest = (app: App) => app.page.getByRole('status').getByText(/^You are here as a guest until/);

it('R218, R219: somebody without an account comes in by a link with a name, talks, and is shown as a guest', async () => {
  const { ann, dialog, path } = await workshop('ann', 'bob');
  expect(await seriousFindings(ann.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();

  const gil = await stage.visitor(phone);
  const { page } = gil.app;
  await page.goto(path);
  await page.getByRole('heading', { name: 'Join Workshop' }).waitFor();
  await page.getByText('Ann invites you.').waitFor();
  await page.getByText(/^You need no account/).waitFor();
  expect(await gil.app.button('I have an account').count()).toBe(0);
  await gil.app.button('Join as a guest').click();
  await page.getByText('Fill this in.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel('Your name').fill('Gil Gray');
  await gil.app.button('Join as a guest').click();
  await gil.app.composer.waitFor();
  await showsGuest(gil.app).waitFor();
  await gil.app.composer.fill('Hello from outside');
  await gil.app.button('Send').click();
  await gil.app.message('Hello from outside').waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const said = ann.message('Hello from outside');
  await said.getByText('Gil Gray').waitFor();
  await said.getByText('Guest', { exact: true }).waitFor();
  const row = ann.button(/^Gil Gray, Guest until/);
  await row.click();
  const card = ann.dialog('Profile');
  await card.getByText(/^Guest until/).waitFor();
  expect(await card.getByRole('button', { name: 'Message' }).count()).toBe(0);
  await card.getByRole('button', { name: 'Close' }).click();
  await ann.send('Good to have you');
  await gil.app.message('Good to have you').waitFor();
});

it('R219: a guest is shown no way out of the chat', async () => {
  const { bob, path } = await workshop('cid', 'dee');
  const gil = await stage.visitor();
  await enter(gil, path, 'Gil');
  expect(await gil.app.button('New chat').count()).toBe(0);
  await gil.app.button('Details').click();
  expect(await gil.app.button('Invite people').count()).toBe(0);
  await gil.app.button(/^Dee/).click();
  const card = gil.app.dialog('Profile');
  await card.getByText(`@${bob.person.handle}`).waitFor();
  expect(await card.getByRole('button', { name: /Message|Block/ }).count()).toBe(0);
  await card.getByRole('button', { name: 'Close' }).click();
  await gil.app.page.goto('/settings');
  const settings = gil.app.page.getByRole('navigation', { name: 'Settings' });
  await settings.getByRole('link', { name: 'Appearance' }).waitFor();
  expect(await settings.getByRole('link', { name: /Profile|Devices|Security/ }).count()).toBe(0);
  // Reloading is staying.
  await gil.app.page.goto('/');
  await gil.app.open('Workshop');
  await showsGuest(gil.app).waitFor();
});

it('R221: taking the link back ends the visit, and the name goes', async () => {
  const { ann, dialog, path } = await workshop('eve', 'fay');
  const gil = await stage.visitor();
  await enter(gil, path, 'Gil Gray');
  await gil.app.send('I was here');
  await ann.message('I was here').getByText('Gil Gray').waitFor();
  gil.screen.excuse(over);
  await dialog.getByRole('button', { name: /^Take back Link/ }).click();
  await gil.app.page.getByText('Your visit as a guest has ended.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await ann.page.getByText('Guest left').waitFor();
  await ann.message('I was here').waitFor();
  // Also from what was read out to screen readers, a few seconds later.
  await expect.poll(() => ann.page.getByText('Gil Gray').count(), { timeout: 20_000 }).toBe(0);
});

it('R217: who has an account is told that a link is for guests', async () => {
  const { path, bob } = await workshop('gus', 'hal');
  await bob.app.page.goto(path);
  await bob.app.page
    .getByText('This link is for people without an account, and you are signed in.')
    .waitFor();
  expect(await bob.app.button('Join').count()).toBe(0);
  await bob.app.button('Go to your chats').click();
  await bob.app.list.waitFor();
});

it('R216: what new people see is chosen in the settings of a chat', async () => {
  const { app, person } = await stage.member('ida');
  await person.group([], { name: 'Choir' });
  await app.open('Choir');
  await app.send('First words');
  await app.button('Details').click();
  await app.button('Settings and rights').click();
  await app.button(/^New people see/).click();
  const dialog = app.dialog('New people see');
  await dialog.getByRole('radio', { name: /^From their invitation/ }).click();
  expect(await seriousFindings(app.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await app
    .button(/^New people see/)
    .getByText('From their invitation')
    .waitFor();
  await app.dialog('Settings and rights').getByRole('button', { name: 'Close' }).click();
  await app.page.getByText(/set what new people see: From their invitation/).waitFor();
});

/** Opens the page on which a guest makes an account, from the banner above the chat. */
async function toAccount({ app }: Visitor, name: string) {
  await app.button('Make an account').click();
  await app.page.getByRole('heading', { name: 'Make an account' }).waitFor();
  await expect.poll(() => app.page.getByLabel('Name', { exact: true }).inputValue()).toBe(name);
  await app.page.getByText(/you are no guest any more/).waitFor();
}

it('R247, R248: a guest makes an account in the middle of it, keeps what they were in and wrote, and signs in with it', async () => {
  const { ann, dialog, path } = await workshop('kim', 'lou');
  await dialog.getByRole('button', { name: 'Close' }).click();
  const gil = await stage.visitor(phone);
  const { page } = gil.app;
  await enter(gil, path, 'Gil Gray');
  await gil.app.composer.fill('Hello from outside');
  await gil.app.button('Send').click();
  await ann.message('Hello from outside').getByText('Gil Gray').waitFor();
  await gil.app.composer.fill('Half a sen');
  await toAccount(gil, 'Gil Gray');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel('Username').fill('kim');
  await gil.app.button('Make my account').click();
  await page.getByText('Use at least 10 characters.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(password);
  gil.screen.excuse(/status of 409/);
  await gil.app.button('Make my account').click();
  await page.getByText('That handle is taken.').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel('Username').fill('gil.gray');
  await gil.app.button('Make my account').click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect.poll(() => codes.count()).toBe(10);
  expect(await seriousFindings(page)).toEqual([]);
  await gil.app.button('I have kept them').click();
  await gil.app.open('Workshop');
  await showsGuest(gil.app).waitFor({ state: 'detached' });
  await expect.poll(() => gil.app.composer.inputValue()).toBe('Half a sen');
  await gil.app.composer.fill('Here to stay');
  await gil.app.button('Send').click();
  await ann.message('Here to stay').getByText('Gil Gray').waitFor();
  await ann.button(/^Gil Gray, Guest until/).waitFor({ state: 'detached' });
  const tag = ann.message('Here to stay').getByText('Guest', { exact: true });
  await tag.waitFor({ state: 'detached' });
  // What binds guests is gone, and what was theirs is there, here and elsewhere.
  await gil.app.button('Back').click();
  await gil.app.button('New chat').waitFor();
  const desk = await stage.device({ handle: 'gil.gray' });
  await desk.app.page.goto('/');
  await desk.app.open('Workshop');
  await desk.app.message('Here to stay').waitFor();
  expect(await showsGuest(desk.app).count()).toBe(0);
});
