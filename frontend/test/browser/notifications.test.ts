// What may notify me, as I set it and as the product explains it; and the order of my list.
import { describe, expect, it } from 'vitest';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage();

describe('notifications', () => {
  it('are explained for each message, and follow what is chosen for the chat', async () => {
    const { app: ann, person: anns } = await stage.member('ann');
    const { app: bob, person: bobs } = await stage.member('bob');
    await anns.group([bobs], { name: 'Ferry crew' });
    await bob.open('Ferry crew');
    await ann.open('Ferry crew');
    await ann.send('The ferry leaves at nine');
    await bob.message('The ferry leaves').waitFor();
    await bob.pick('The ferry leaves', 'Why was I');
    const why = bob.dialog('Why was I');
    await why.getByText('You were using Sup when it came.').waitFor();
    // From here to what is set for the chat, and back to the new answer.
    await why.getByRole('button', { name: 'Notifications' }).click();
    const settings = bob.dialog('Notifications');
    await settings.getByRole('radio', { name: 'Nothing' }).click();
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.waitFor({ state: 'detached' });
    // The server has it once the answer names it.
    await soon(async () => {
      await bob.pick('The ferry leaves', 'Why was I');
      await why.getByText('By your settings').waitFor();
      const chosen = await why.getByText('You chose “Nothing” for this chat.').isVisible();
      await why.getByRole('button', { name: 'Done' }).click();
      await why.waitFor({ state: 'detached' });
      return chosen;
    }).toBe(true);
    // My own messages have no such question.
    await ann.message('The ferry leaves').click({ button: 'right' });
    await ann.page.getByRole('menuitem', { name: 'Copy text' }).waitFor();
    expect(await ann.page.getByRole('menuitem', { name: /^Why/ }).count()).toBe(0);
  });

  it('muted for an hour, a chat keeps its count, and the title no longer counts it', async () => {
    const { person: cids } = await stage.member('cid');
    const { app: dee, person: dees } = await stage.member('dee');
    const room = await cids.group([dees], { name: 'Loud room' });
    const socket = await cids.connect();
    const say = (body: string) =>
      socket.ask('message.send', { room, cmid: `${Date.now()}`.padStart(26, '0'), since: 0, body });
    await say('one');
    await dee.chat('Loud room').getByText('1', { exact: true }).waitFor();
    await soon(() => dee.page.title()).toBe('(1) Sup');
    await dee.page.goto(`/r/${room}`);
    await dee.message('one').waitFor();
    await dee.button('Details').click();
    await dee.button(/^Notifications/).click();
    const dialog = dee.dialog('Notifications');
    await dialog.getByRole('radio', { name: '1 hour' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await dee.page.goto('/');
    await say('two');
    await dee.chat('Loud room').getByText('1', { exact: true }).waitFor();
    await dee.chat('Loud room').getByRole('img', { name: 'Muted' }).waitFor();
    expect(await dee.page.title()).toBe('Sup');
    socket.close();
  });

  it('hours, keywords and usual levels are set in the settings and are there on another device', async () => {
    const { app: eve, person } = await stage.member('eve');
    await eve.page.goto('/settings/notifications');
    const groups = eve.page.getByRole('radiogroup', { name: 'Groups' });
    await groups.getByRole('radio', { name: 'Mentions' }).click();
    await eve.page.getByRole('switch', { name: 'Quiet hours' }).click();
    await eve.page.getByLabel('From').fill('21:30');
    await eve.page.getByLabel('From').press('Enter');
    await eve.page.getByRole('checkbox', { name: 'Sunday' }).click();
    await eve.page.getByLabel('Add a word').fill('ferry');
    await eve.page.getByLabel('Add a word').press('Enter');
    await eve.button('Remove ferry').waitFor();
    const { app: other } = await stage.device(person);
    await other.page.goto('/settings/notifications');
    await other.button('Remove ferry').waitFor();
    await soon(() => other.page.getByLabel('From').inputValue()).toBe('21:30');
    const chosen = other.page
      .getByRole('radiogroup', { name: 'Groups' })
      .getByRole('radio', { checked: true });
    expect(await chosen.innerText()).toBe('Mentions');
    expect(await other.page.getByRole('checkbox', { name: 'Sunday', checked: false }).count()).toBe(1);
  });
});

describe('the list', () => {
  it('has folders as tabs, archived chats apart, and pinned ones first', async () => {
    const { person: fays } = await stage.member('fay');
    const { app: gus, person } = await stage.member('gus');
    const work = await fays.group([person], { name: 'Work things' });
    await fays.group([person], { name: 'Home things' });
    await gus.page.goto(`/r/${work}`);
    await gus.button('Details').click();
    await gus.button(/^Folders/).click();
    const folders = gus.dialog('Folders');
    await folders.getByLabel('New folder').fill('Job');
    await folders.getByRole('button', { name: 'Add' }).click();
    await folders.getByRole('switch', { name: 'Job', checked: true }).waitFor();
    await folders.getByRole('button', { name: 'Close' }).click();
    await gus.page.getByRole('radio', { name: 'Job' }).click();
    await gus.chat('Home things').waitFor({ state: 'detached' });
    await gus.chat('Work things').waitFor();
    await gus.page.getByRole('radio', { name: 'All', exact: true }).click();
    await gus.page.getByRole('switch', { name: 'Pin to the top' }).click();
    await gus.chat('Work things').getByRole('img', { name: 'Pinned' }).waitFor();
    await gus.open('Home things');
    await gus.page.getByRole('switch', { name: 'Archive' }).click();
    await gus.chat('Home things').waitFor({ state: 'detached' });
    await gus.page.getByRole('radio', { name: 'Archived' }).click();
    await gus.chat('Home things').waitFor();
    expect(await gus.chat('Work things').count()).toBe(0);
  });
});
