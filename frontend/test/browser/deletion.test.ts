import { seriousFindings } from '@sup/testkit/browser-axe';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { setStage } from './stage.ts';
import { threeIn } from './three-in.ts';

const stage = setStage();

async function askToDelete(app: App, group: string) {
  await app.button('Details').click();
  await app.button('Settings and rights').click();
  await app
    .dialog('Settings and rights')
    .getByRole('button', { name: /^Delete chat/ })
    .click();
  const question = app.dialog(`Delete ${group}?`);
  await question.getByText(/can restore it, as everyone left it/).waitFor();
  return question;
}

it('R200, R202: an owner deletes a chat, the others see it go, and find it as it was when she restores it', async () => {
  const [ann, bob, cid] = await threeIn(stage, 'Regatta', ['ann', 'bob', 'cid']);
  await bob.app.composer.fill('Half a sen');
  const question = await askToDelete(ann.app, 'Regatta');
  await question.getByText(/everyone in it \(3 members\)/).waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await ann.app.dialog('Settings and rights').waitFor();
  await ann.app
    .dialog('Settings and rights')
    .getByRole('button', { name: /^Delete chat/ })
    .click();
  await question.getByRole('button', { name: 'Delete chat' }).click();
  const banner = ann.app.page.getByRole('status').filter({ hasText: 'It can be restored until' });
  await banner.waitFor();
  for (const { app } of [bob, cid]) {
    await app.page.getByText('You are not in this chat or space, or it does not exist.').waitFor();
    await app.chat('Regatta').waitFor({ state: 'detached' });
  }
  await ann.app.page.getByText('This chat is deleted. Restore it to go on.').waitFor();
  await ann.app.message('Welcome').waitFor();
  // It is in none of her lists but one.
  await ann.app.chat('Regatta').waitFor({ state: 'detached' });
  await ann.app.page.getByRole('radio', { name: 'Deleted', exact: true }).click();
  await ann.app.chat('Regatta').waitFor();
  expect(await seriousFindings(ann.app.page)).toEqual([]);
  await ann.app.page.reload();
  await banner.waitFor();
  await banner.getByRole('button', { name: 'Restore' }).click();
  await banner.waitFor({ state: 'detached' });
  for (const { app } of [bob, cid]) await app.open('Regatta');
  await cid.app.message('Welcome').waitFor();
  await bob.app.composer.waitFor();
  await expect.poll(() => bob.app.composer.inputValue()).toBe('Half a sen');
  await bob.app.send('There it is again');
  await ann.app.message('There it is again').waitFor();
});
