// Pictures of the product as people see it, for the README and for comparing with the design.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { addresses } from '@sup/protocol';
import type { TestPerson } from '@sup/testkit/people';
import { register } from '@sup/testkit/people';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { type SampleChats, sampleChats } from './sample-chats.ts';
import { setStage } from './stage.ts';

const folder = path.resolve(import.meta.dirname, '../../../docs/screens');
const stage = setStage({ SUP_RATE_LIMITS: 'off' });
let sam: TestPerson;
let chats: SampleChats;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  sam = await register(stage.server, 'sam');
  await sam.must(addresses.users.changeMe, { body: { name: 'Sam Okafor' } });
  chats = await sampleChats(stage.server, sam);
});

async function shoot(app: App, name: string): Promise<void> {
  await app.page.evaluate(() => document.fonts.ready);
  // A caret that blinks and a pointer that hovers are in no picture.
  await app.page.mouse.move(0, 0);
  const picture = await app.page.screenshot({
    path: path.join(folder, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
  expect(picture.length).toBeGreaterThan(10_000);
}

describe('the screens', () => {
  it.each(['light', 'dark'] as const)('of a desktop in %s colours', async (colorScheme) => {
    const { app } = await stage.device(sam, { colorScheme });
    await app.page.goto(`/r/${chats.group}`);
    await app.message('The weather looks good').waitFor();
    await shoot(app, `desktop-${colorScheme}`);
  });

  it('of a desktop with the details, and of a window of 820', async () => {
    const { app } = await stage.device(sam);
    await app.page.goto(`/r/${chats.group}`);
    await app.message('The weather looks good').waitFor();
    await app.button('Details').click();
    await app.page.getByRole('complementary', { name: 'Details' }).getByText('Inês').waitFor();
    await shoot(app, 'details-light');
    await app.button('Close').click();
    await app.page.setViewportSize({ width: 820, height: 800 });
    await expect.poll(async () => (await app.list.boundingBox())?.width).toBe(264);
    await shoot(app, 'two-pane-light');
  });

  it('of a phone: the list and a chat', async () => {
    const { app } = await stage.device(sam, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await app.page.goto('/');
    await app.chat('Ferry weekend').waitFor();
    await shoot(app, 'phone-list-light');
    await app.open('Ferry weekend');
    await app.message('The weather looks good').waitFor();
    await shoot(app, 'phone-chat-light');
  });

  it('of sign-up and of the settings', async () => {
    const { app: visitor } = await stage.visitor();
    await visitor.page.goto('/sign-up');
    await visitor.button('Create account').waitFor();
    await shoot(visitor, 'sign-up-light');
    const { app } = await stage.device(sam, { colorScheme: 'dark' });
    await app.page.goto('/settings/appearance');
    await app.page.getByRole('radio', { name: 'System' }).waitFor();
    await shoot(app, 'appearance-dark');
  });
});
