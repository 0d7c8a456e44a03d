import { seriousFindings } from '@sup/testkit/browser-axe';
import { password } from '@sup/testkit/people';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { type Member, setStage } from './stage.ts';

const stage = setStage();
/** The page of an invitation that is no longer good: Chromium reports the answer by itself. */
const gone = /status of 410 .*\/invites\/preview/;

/** Somebody with a group, and the dialog in which they invite. */
async function host(handle: string, group: string, topic = ''): Promise<Member> {
  const member = await stage.member(handle);
  await member.person.group([], { name: group, ...(topic && { topic }) });
  await openInvites(member.app, group);
  return member;
}

async function openInvites(app: App, group: string): Promise<void> {
  await app.open(group);
  await app.send('Welcome');
  await app.button('Details').click();
  await app.button('Invite people').click();
  await app.dialog('Invite people').waitFor();
}

/** Makes an invitation as the dialog stands; answers what it shows. */
async function made(app: App, button: 'Make link' | 'Make code'): Promise<string> {
  const dialog = app.dialog('Invite people');
  await dialog.getByRole('button', { name: button }).click();
  const shown = button === 'Make link' ? dialog.getByText(/\/join\//) : dialog.getByText(/^\w{4}-\w{4}$/);
  return shown.innerText();
}

it('an invitation leads somebody new from its link over sign-up into the room', async () => {
  const { app: ann } = await host('ann', 'Hikers', 'Every other Sunday');
  const dialog = ann.dialog('Invite people');
  await dialog.getByRole('radio', { name: '1 day' }).click();
  await dialog.getByRole('radio', { name: '1 person' }).click();
  const link = await made(ann, 'Make link');
  expect(link).toMatch(/^http:.*\/join\/[-0-9a-z]{24}$/);
  await dialog.getByRole('img', { name: 'QR code of the link to Hikers' }).waitFor();
  await dialog.getByRole('list', { name: 'Active invitations' }).getByText('0 of 1 joined').waitFor();
  expect(await seriousFindings(ann.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();

  const { app: bob } = await stage.visitor();
  await bob.page.goto(new URL(link).pathname);
  await bob.page.getByRole('heading', { name: 'Join Hikers' }).waitFor();
  await bob.page.getByText('Ann invites you.').waitFor();
  await bob.page.getByText('Every other Sunday').waitFor();
  await bob.page.getByText('Group, 1 member').waitFor();
  expect(await seriousFindings(bob.page)).toEqual([]);
  await bob.button('Create an account to join').click();
  await bob.page.getByText('Make an account to join Hikers.').waitFor();
  await bob.page.getByLabel('Name', { exact: true }).fill('Bob Cole');
  await bob.page.getByLabel('Password', { exact: true }).fill(password);
  await bob.button('Create account').click();
  await bob.button('I have kept them').click();
  await bob.composer.waitFor();
  await bob.send('Here I am');
  await ann.message('Here I am').waitFor();
});

it('who has an account signs in from the link and is in the room', async () => {
  const { app: cid } = await host('cid', 'Readers');
  const link = await made(cid, 'Make link');
  const { person: dee } = await stage.member('dee');
  const { app } = await stage.visitor();
  await app.page.goto(new URL(link).pathname);
  await app.button('I have an account').click();
  await app.page.getByText('Sign in to join Readers.').waitFor();
  await app.page.getByLabel('Username', { exact: true }).fill(dee.handle);
  await app.page.getByLabel('Password', { exact: true }).fill(password);
  await app.button('Sign in').click();
  await app.composer.waitFor();
  await app.chat('Readers').waitFor();
  // The link leads back into the room from then on, and uses nothing up.
  await app.page.goto(new URL(link).pathname);
  await app.button('Join').click();
  await app.composer.waitFor();
});

it('a code that is said aloud is typed, and what is taken back leads nowhere', async () => {
  const { app: eve } = await host('eve', 'Singers');
  const dialog = eve.dialog('Invite people');
  await dialog.getByRole('radio', { name: 'Code to say' }).click();
  expect(await dialog.getByRole('radio', { name: '30 days' }).count()).toBe(0);
  const code = await made(eve, 'Make code');

  const { app: fay, screen } = await stage.member('fay');
  await fay.page.goto('/join');
  await fay.page.getByLabel('Code').fill(` ${code.toUpperCase().replace('-', ' ')} `);
  await fay.page.keyboard.press('Enter');
  await fay.page.getByRole('heading', { name: 'Join Singers' }).waitFor();

  await dialog.getByRole('button', { name: 'Take back Code to say' }).click();
  await eve.page.getByText('There are none.').waitFor();
  screen.excuse(gone, /status of 410 .*\/invites\/redeem/);
  await fay.button('Join').click();
  await fay.page.getByRole('alert').getByText('That link has been used or has expired.').waitFor();
  await fay.page.reload();
  await fay.page.getByRole('heading', { name: 'This invitation is no longer good' }).waitFor();
  await fay.button('Go to your chats').click();
  await fay.list.waitFor();
});

it('who is not signed in sees where a link leads, and nothing else', async () => {
  const { app } = await host('gus', 'Secret club');
  const link = await made(app, 'Make link');
  const { app: hal } = await stage.visitor();
  await hal.page.goto(new URL(link).pathname);
  await hal.page.getByRole('heading', { name: 'Join Secret club' }).waitFor();
  expect(await hal.list.count()).toBe(0);
  await hal.page.goto('/');
  await hal.button('Sign in').waitFor();
});

it('a channel that asks is asked, and whoever may add members lets people in', async () => {
  const { app: ida, person } = await stage.member('ida');
  await person.group([], { kind: 'channel', name: 'Weather', topic: 'Rain, mostly' });
  await ida.open('Weather');
  await ida.send('Dry so far');
  await ida.button('Details').click();
  await ida.button('Requests to join').click();
  const dialog = ida.dialog('Requests to join');
  await dialog.getByRole('switch', { name: 'People ask before they join' }).click();
  await dialog.getByRole('switch', { checked: true }).waitFor();
  await dialog.getByText('Nobody asks at the moment.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();

  const { app: jo } = await stage.member('jo');
  await jo.page.goto('/channels');
  await jo.button('Ask to join Weather').click();
  await jo.page.getByText('1 member, waits for an answer').waitFor();
  await jo.button('Take back the request to join Weather').click();
  await jo.button('Ask to join Weather').click();
  await jo.button('Take back the request to join Weather').waitFor();

  await ida.button('Requests to join').click();
  expect(await seriousFindings(ida.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Let Jo in' }).click();
  await dialog.getByText('Nobody asks at the moment.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await jo.chat('Weather').waitFor();
  await jo.button('Close').click();
  await jo.open('Weather');
  await jo.send('It rains');
  await ida.message('It rains').waitFor();
});
