// People who are new to each other, as a server has it that was just set up: what the one writes waits until the other
// accepts it.
import { addresses } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { newId, register, type TestPerson } from '@sup/testkit/people';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.ts';

const stage = setStage({ SUP_STRANGERS: 'inbox' });
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** Somebody new writes to a person who sits in front of their chats. */
async function writeTo(person: TestPerson, body: string): Promise<void> {
  const stranger = await register(stage.server, `new-${person.handle}`);
  const { room } = await stranger.must<{ room: { id: string } }>(addresses.rooms.openDirect, {
    body: { user: person.id },
  });
  await stranger.must(addresses.messages.send, {
    params: { room: room.id },
    body: { cmid: newId(), since: 0, body },
  });
}

describe('requests', () => {
  it('two people sign up, the one writes, the other sees it at once, accepts with one tap, and they chat', async () => {
    const { app: ann } = await stage.visitor();
    const { app: bob } = await stage.visitor();
    await ann.signUp({ name: 'Ann Baker', handle: 'ann' });
    await bob.signUp({ name: 'Bob Cole', handle: 'bob' });
    await ann.openDirect({ name: 'Bob Cole', handle: 'bob' });
    await ann.send('Hello Bob, the ferry leaves at nine');
    await ann.tick('Hello Bob', 'Sent').waitFor();
    await bob.list.getByRole('button', { name: 'Requests, 1 request' }).click();
    const request = bob.page.getByRole('list', { name: 'Requests' }).getByRole('listitem');
    await request.getByText('wants to write to you').waitFor();
    // Nothing of what was written stands in the list.
    expect(await bob.page.getByText('the ferry').count()).toBe(0);
    await request.getByRole('button', { name: 'Accept the request from Ann Baker' }).click();
    await bob.message('Hello Bob').waitFor();
    await bob.send('Hi Ann');
    await ann.message('Hi Ann').waitFor();
    await ann.tick('Hello Bob', 'Read').waitFor();
    await bob.list.getByRole('button', { name: /^Requests/ }).waitFor({ state: 'detached' });
  });

  it('by keyboard alone: what was written is looked at without a receipt, and declined for good', async () => {
    const { app: cid, person } = await stage.member('cid');
    await writeTo(person, 'Buy my coins');
    const row = cid.list.getByRole('button', { name: /^Requests, 1 request/ });
    await row.focus();
    await cid.page.keyboard.press('Enter');
    const open = cid.button(/^New-cid wants to write to you/);
    await open.focus();
    await cid.page.keyboard.press('Enter');
    await cid.page.getByRole('heading', { name: 'Request from New-cid' }).waitFor();
    await cid.page.getByText('Buy my coins').waitFor();
    expect(await seriousFindings(cid.page)).toEqual([]);
    await cid.button('Decline').focus();
    await cid.page.keyboard.press('Enter');
    const question = cid.dialog('Decline the request from New-cid?');
    await question.waitFor();
    expect(await seriousFindings(cid.page)).toEqual([]);
    await question.getByRole('button', { name: 'Decline' }).focus();
    await cid.page.keyboard.press('Enter');
    await cid.page.getByText('No requests').waitFor();
    await cid.page.goto('/');
    await cid.page.getByRole('heading', { name: 'Welcome, Cid' }).waitFor();
    expect(await cid.list.getByRole('button', { name: /^Requests/ }).count()).toBe(0);
  });

  it('on a phone: the row, the list and the request fill the window, one goes back, and one reports', async () => {
    const { app: dee, person } = await stage.member('dee', phone);
    await writeTo(person, 'You have won');
    await dee.list.getByRole('button', { name: /^Requests, 1 request/ }).tap();
    await dee.button(/^New-dee wants to write to you/).tap();
    await dee.page.getByText('You have won').waitFor();
    expect(await seriousFindings(dee.page)).toEqual([]);
    await dee.button('Back').tap();
    await dee.button('Accept the request from New-dee').waitFor();
    await dee.button(/^New-dee wants to write to you/).tap();
    await dee.button('Report').tap();
    await dee.dialog('Report New-dee?').getByRole('button', { name: 'Report' }).tap();
    await dee.page.getByText('No requests').waitFor();
    const { users } = await person.must<{ users: { handle: string }[] }>(addresses.users.blocked);
    expect(users.map(({ handle }) => handle)).toEqual(['new-dee']);
  });
});
