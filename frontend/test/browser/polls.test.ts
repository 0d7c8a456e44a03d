import { addresses } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { newId } from '@sup/testkit/people';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });
const phone = { viewport: { width: 390, height: 844 } };

const form = (app: App) => app.dialog('New poll');
const radio = (app: App, question: string, name: RegExp) =>
  app.message(question).getByRole('radio', { name });
const box = (app: App, question: string, name: RegExp) =>
  app.message(question).getByRole('checkbox', { name });
const line = (app: App, question: string, name: RegExp) =>
  app.message(question).getByRole('listitem', { name });

interface Asked {
  readonly question: string;
  readonly choices: readonly string[];
  readonly switches?: readonly string[];
}

/** Fills in the dialog and asks. */
async function ask(app: App, { question, choices, switches = [] }: Asked): Promise<void> {
  await app.button('Ask a question').click();
  await form(app).getByLabel('Question').fill(question);
  for (const [at, choice] of choices.entries()) {
    if (at > 1) await form(app).getByRole('button', { name: 'Add a choice' }).click();
    await form(app)
      .getByLabel(`Choice ${at + 1}`, { exact: true })
      .fill(choice);
  }
  for (const name of switches) await form(app).getByRole('switch', { name }).click();
  await form(app).getByRole('button', { name: 'Ask', exact: true }).click();
  await app.message(question).waitFor();
}

it('three people vote by mouse and keyboard, see the same, and who voted what; then it is closed', async () => {
  const [ann, bob, cid] = [
    await stage.member('pol_ann'),
    await stage.member('pol_bob'),
    await stage.member('pol_cid'),
  ];
  await ann.person.group([bob.person, cid.person], { name: 'Kitchen' });
  for (const { app } of [ann, bob, cid]) await app.open('Kitchen');
  await ann.app.button('Ask a question').click();
  await form(ann.app).getByRole('button', { name: 'Ask', exact: true }).click();
  await form(ann.app).getByText('A poll needs a question.').waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await form(ann.app).getByRole('button', { name: 'Cancel' }).click();
  await ask(ann.app, { question: 'What for lunch?', choices: ['Pizza', 'Soup', 'Bread'] });
  await radio(bob.app, 'lunch', /^Soup/).click();
  await radio(bob.app, 'lunch', /^Soup, 1 vote, 100 %$/).waitFor();
  expect(await radio(bob.app, 'lunch', /^Soup/).isChecked()).toBe(true);
  // With the keyboard alone: Tab to the choice, Space takes it.
  await radio(cid.app, 'lunch', /^Pizza/).focus();
  await cid.app.page.keyboard.press(' ');
  await radio(ann.app, 'lunch', /^Pizza, 1 vote, 50 %$/).waitFor();
  await cid.app.page.keyboard.press('Tab');
  await cid.app.page.keyboard.press('Enter');
  await radio(ann.app, 'lunch', /^Soup, 2 votes, 100 %$/).waitFor();
  await ann.app.message('lunch').getByText('2 people voted').waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await ann.app.message('lunch').getByRole('button', { name: 'Who voted' }).click();
  const who = ann.app.dialog('Who voted');
  await who.getByRole('group', { name: 'Soup' }).getByText('Pol_cid').waitFor();
  await who.getByRole('group', { name: 'Soup' }).getByText('Pol_bob').waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await who.getByRole('button', { name: 'Done' }).click();
  await bob.app.message('lunch').getByRole('button', { name: 'Take my vote back' }).click();
  await radio(ann.app, 'lunch', /^Soup, 1 vote, 100 %$/).waitFor();
  await ann.app.pick('lunch', 'Close poll');
  await ann.app.dialog('Close this poll?').getByRole('button', { name: 'Close poll' }).click();
  await line(cid.app, 'lunch', /^Soup, 1 vote, 100 %, my choice$/).waitFor();
  await cid.app.message('lunch').getByText('1 person voted · closed').waitFor();
  expect(await cid.app.message('lunch').getByRole('radio').count()).toBe(0);
  expect(await seriousFindings(cid.app.page)).toEqual([]);
});

it('an anonymous poll shows nothing before it is closed, and names nobody after', async () => {
  const [ann, bob] = [await stage.member('pol_dot'), await stage.member('pol_eli')];
  await ann.person.group([bob.person], { name: 'Crew' });
  for (const { app } of [ann, bob]) await app.open('Crew');
  const switches = ['Several answers', 'Anonymous'];
  await ask(ann.app, { question: 'Are you happy here?', choices: ['Yes', 'No'], switches });
  await ann.app.message('happy').getByText('Anonymous poll, several answers').waitFor();
  await box(bob.app, 'happy', /^Yes/).click();
  await box(bob.app, 'happy', /^No/).click();
  const tablet = await stage.device(bob.person);
  await tablet.app.page.goto(`/r/${bob.app.room}`);
  await tablet.app.composer.waitFor();
  await tablet.app.message('happy').waitFor();
  await box(tablet.app, 'happy', /^Yes$/).waitFor();
  await expect.poll(() => box(tablet.app, 'happy', /^Yes$/).isChecked()).toBe(true);
  await box(tablet.app, 'happy', /^No$/).click();
  await expect.poll(() => box(bob.app, 'happy', /^No$/).isChecked()).toBe(false);
  await ann.app.message('happy').getByText('The result shows when it is closed').waitFor();
  await ann.app.pick('happy', 'Close poll');
  await ann.app.dialog('Close this poll?').getByRole('button', { name: 'Close poll' }).click();
  await line(ann.app, 'happy', /^Yes, 1 vote, 100 %$/).waitFor();
  expect(await ann.app.button('Who voted').count()).toBe(0);
});

it('on a phone one votes by touch; a vote without a connection waits for one; a deleted poll is gone', async () => {
  const [ann, bob] = [await stage.member('pol_fay'), await stage.member('pol_gus', phone)];
  const room = await ann.person.group([bob.person], { name: 'Boat' });
  const body = { cmid: newId(), body: 'When do we sail?\n- At six\n- At seven', poll: { choices: 2 } };
  const { message } = await ann.person.must<{ message: string }>(addresses.messages.send, {
    params: { room },
    body,
  });
  await bob.app.open('Boat');
  await radio(bob.app, 'sail', /^At six/).waitFor();
  expect(await seriousFindings(bob.app.page)).toEqual([]);
  await bob.screen.context.setOffline(true);
  await radio(bob.app, 'sail', /^At six/).click();
  await radio(bob.app, 'sail', /^At seven/).click();
  expect(await radio(bob.app, 'sail', /^At seven/).isChecked()).toBe(true);
  const got = async () =>
    (await ann.person.must<{ who: string[][] }>(addresses.polls.get, { params: { room, message } })).who;
  expect(await got()).toEqual([[], []]);
  await bob.screen.context.setOffline(false);
  await radio(bob.app, 'sail', /^At seven, 1 vote, 100 %$/).waitFor();
  expect(await got()).toEqual([[], [bob.person.id]]);
  const params = { room, message };
  await ann.person.must(addresses.messages.delete, { params, body: { cmid: newId() } });
  await bob.app.message('sail').waitFor({ state: 'detached' });
});
