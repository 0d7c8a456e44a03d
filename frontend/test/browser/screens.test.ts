// Pictures of the product as people see it, for the README and for comparing with the design.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { addresses, stateKey } from '@sup/protocol';
import type { TestSocket } from '@sup/testkit';
import type { TestPerson } from '@sup/testkit/people';
import { register } from '@sup/testkit/people';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { type SampleChats, sampleChats } from './sample-chats.ts';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const folder = path.resolve(import.meta.dirname, '../../../docs/screens');
const stage = setStage({ SUP_RATE_LIMITS: 'off' });
let sam: TestPerson;
let chats: SampleChats;
let typist: TestSocket | undefined;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  sam = await register(stage.server, 'sam');
  await sam.must(addresses.users.changeMe, { body: { name: 'Sam Okafor' } });
  chats = await sampleChats(stage.server, sam);
  const { noor, mika, jonas, aiko } = chats.people;
  const phones = [];
  for (const person of [noor, mika, aiko, sam]) if (person) phones.push(await person.connect());
  const [, , , mine] = phones;
  await mine?.ask('state.set', { key: stateKey.pin(chats.group), value: { at: 1 } });
  await mine?.ask('state.set', { key: stateKey.pin(chats.direct), value: { at: 2 } });
  if (jonas) {
    const value = { text: 'About the invoice, I think we should', at: Date.now() };
    await mine?.ask('state.set', { key: stateKey.draft(await sam.direct(jonas)), value });
  }
  mine?.close();
  typist = phones[1];
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
    // Again and again, like a client: one that comes soon after the last picture's is not told.
    await soon(() => {
      typist?.say({ type: 'typing', room: chats.group, on: true });
      return app.page.getByText('Mika Lindqvist is typing').isVisible();
    }).toBe(true);
    await shoot(app, `desktop-${colorScheme}`);
    typist?.say({ type: 'typing', room: chats.group, on: false });
    await app.page.getByText('Mika Lindqvist is typing').waitFor({ state: 'detached' });
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
    await soon(async () => (await app.list.boundingBox())?.width).toBe(264);
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
