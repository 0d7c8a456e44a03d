import { addresses, type RoomView, type TimelinePage } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { newId, register, type TestPerson } from '@sup/testkit/people';
import { beforeAll, describe, expect, it } from 'vitest';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });
const guide = [
  'The **north loop** is _nearly_ ready, ~~Thursday~~ see [the plan](https://trailnotes.example/plan).',
  'Or https://trailnotes.example/north-loop and `npm run tiles`, <b>no</b> [no](javascript:alert(1))',
  '',
  '> Two copies',
  '',
  '1. Ask @noor in #trail-map, not @nobody',
  '2. Then ||the gate code is 4417||',
  '',
  '```ts',
  `const loop = stages${'.filter((stage) => stage.isOpen)'.repeat(8)};`,
  '```',
].join('\n');

let noor: TestPerson;

beforeAll(async () => {
  noor = await register(stage.server, 'noor');
});

/** Somebody in a room with Noor, who says the guide there; and one more room that it names. */
async function readerOf(handle: string, options: Parameters<typeof stage.member>[1]) {
  const reader = await stage.member(handle, options);
  await reader.person.group([], { name: 'Trail map' });
  const room = await noor.group([reader.person], { name: `Release for ${handle}` });
  await noor.must(addresses.messages.send, {
    params: { room },
    body: { cmid: newId<'Cmid'>(), body: guide },
  });
  await reader.app.page.goto(`/r/${room}`);
  await reader.app.message('north loop').waitFor();
  return { ...reader, message: reader.app.message('north loop') };
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

describe.each([
  { colorScheme: 'light', handle: 'lea' },
  { colorScheme: 'dark', handle: 'dan' },
  { colorScheme: 'light', handle: 'pia', ...phone },
] as const)('a message with everything, for $handle', ({ handle, ...options }) => {
  it('shows each part as what it is, and has no serious finding of axe', async () => {
    const { app, message } = await readerOf(handle, options);
    const styleOf = (words: string, name: string) =>
      message
        .getByText(words, { exact: true })
        .evaluate((node, property) => getComputedStyle(node).getPropertyValue(property), name);
    expect(await styleOf('north loop', 'font-weight')).toBe('700');
    expect(await styleOf('nearly', 'font-style')).toBe('italic');
    expect(await styleOf('Thursday', 'text-decoration-line')).toBe('line-through');
    expect(await styleOf('npm run tiles', 'font-family')).toMatch(/mono/i);
    expect(await message.getByRole('blockquote').innerText()).toBe('Two copies');
    expect(await message.getByRole('list').getByRole('listitem').count()).toBe(2);
    expect(await message.locator('b, script').count()).toBe(0);
    expect(await seriousFindings(app.page)).toEqual([]);
  });
});

describe('what can be pressed in a message', () => {
  it('links open beside Sup, and only those that lead to the web', async () => {
    const { message } = await readerOf('kim', {});
    const links = await message
      .getByRole('link')
      .evaluateAll((nodes) =>
        nodes.map((node) => ['href', 'rel', 'target'].map((name) => node.getAttribute(name)).join(' ')),
      );
    expect(links).toEqual(
      ['plan', 'north-loop'].map(
        (path) => `https://trailnotes.example/${path} noopener noreferrer nofollow _blank`,
      ),
    );
  });

  it('a spoiler is in the page only after it was asked for, by the keyboard too', async () => {
    const { app, message } = await readerOf('max', {});
    expect(await app.page.content()).not.toContain('4417');
    const spoiler = message.getByRole('button', { name: 'Show hidden words' });
    await spoiler.focus();
    await app.page.keyboard.press('Enter');
    await message.getByText('the gate code is 4417').waitFor();
    expect(await app.page.evaluate(() => document.activeElement?.textContent)).toContain('4417');
  });

  it('code scrolls by itself and can be copied whole', async () => {
    const { app, message } = await readerOf('ida', {});
    await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const code = message.getByRole('group', { name: 'Code, ts' });
    await code.focus();
    await app.page.keyboard.press('ArrowRight');
    await soon(() => code.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
    await message.getByRole('button', { name: 'Copy code' }).click();
    await message.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await app.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^const loop = stages.*;$/);
  });

  it('a person opens their card, a room opens itself, and a name that nobody has is text', async () => {
    const { app, message } = await readerOf('eli', {});
    expect(await message.getByRole('button', { name: '@nobody' }).count()).toBe(0);
    await message.getByRole('button', { name: '@noor' }).click();
    await app.page.getByRole('dialog').waitFor();
    await app.page.keyboard.press('Escape');
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    await message.getByRole('button', { name: '#trail-map' }).click();
    await app.page.getByRole('textbox', { name: 'Message Trail map' }).waitFor();
  });

  it('the list of chats shows the words without their signs, and no spoiler', async () => {
    const { app, person } = await stage.member('ola');
    const room = await noor.group([person], { name: 'Short' });
    const body = 'It is **done**: ||4417||';
    await noor.must(addresses.messages.send, { params: { room }, body: { cmid: newId<'Cmid'>(), body } });
    await app.chat('Short').getByText('It is done: ▒▒▒').waitFor();
  });
});

describe('a mention of everyone', () => {
  it('is asked about above twenty people, gives the text back, and then tells them', async () => {
    const { app, person } = await stage.member('tom');
    const others: TestPerson[] = [];
    for (let index = 0; index < 21; index += 1) others.push(await register(stage.server, `crowd-${index}`));
    const room = await person.group(others, { name: 'Crowd' });
    await app.page.goto(`/r/${room}`);
    await app.composer.waitFor();
    await app.page.getByText(/22 members, \d+ online/).waitFor();
    await app.composer.focus();
    await app.page.keyboard.type('hello @everyone');
    await app.page.keyboard.press('Enter');
    // Of 22 people one is the writer.
    const question = app.dialog('Tell 21 people?');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await soon(() => app.composer.inputValue()).toBe('hello @everyone');
    expect(await app.message('hello').count()).toBe(0);
    await app.composer.press('Enter');
    await question.getByRole('button', { name: 'Send to all' }).click();
    await app.message('hello @everyone').waitFor();
    const last = await others[20]?.connect();
    await soon(async () => (await last?.ask<{ room: RoomView }>('room.get', { room }))?.room.mentions).toBe(
      1,
    );
    last?.close();
    await app.sent('hello @everyone');
    // A thread is no way round the question.
    await app.pick('hello @everyone', 'Reply in thread');
    await app.page.locator('#thread-composer').fill('again @everyone');
    await app.page.locator('#thread-composer').press('Enter');
    const inThread = app.dialog('Tell up to 21 people?');
    await inThread.getByText(/those of them who follow this thread/).waitFor();
    await inThread.getByRole('button', { name: 'Cancel' }).click();
    await soon(() => app.page.locator('#thread-composer').inputValue()).toBe('again @everyone');
  });

  it('reaches everyone in a room of more people than a message can name, and an edit can take it back', async () => {
    const { app, person } = await stage.member('uma', { colorScheme: 'dark' });
    const others = [noor];
    for (let index = 0; index < 54; index += 1)
      others.push(await register(stage.server, `villager-${index}`));
    const room = await person.group(others, { name: 'Village' });
    await app.page.goto(`/r/${room}`);
    await app.composer.fill('hello @everyone');
    await app.composer.press('Enter');
    const question = app.dialog('Tell 55 people?');
    expect(await seriousFindings(app.page)).toEqual([]);
    await question.getByRole('button', { name: 'Send to all' }).click();
    await app.sent('hello @everyone');
    const mentions = () =>
      Promise.all(
        [others[0], others[54]].map(async (other) => {
          const answer = await other?.must<{ room: RoomView }>(addresses.rooms.get, { params: { room } });
          return answer?.room.mentions;
        }),
      );
    expect(await mentions()).toEqual([1, 1]);
    // Nobody is asked again for what was said already; who is not called any more is not.
    await app.pick('hello @everyone', 'Edit');
    await app.composer.fill('hello to @everyone');
    await app.composer.press('Enter');
    await app.message('hello to @everyone').waitFor();
    await soon(mentions).toEqual([1, 1]);
    await app.pick('hello to @everyone', 'Edit');
    await app.composer.fill('hello to all');
    await app.composer.press('Enter');
    await soon(mentions).toEqual([0, 0]);
    // To call them by an edit is asked about as by a message; who thinks again goes on editing.
    await app.pick('hello to all', 'Edit');
    await app.composer.fill('hello @member');
    await app.composer.press('Enter');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await soon(() => app.composer.inputValue()).toBe('hello @member');
    await app.composer.press('Enter');
    await question.getByRole('button', { name: 'Send to all' }).click();
    await soon(mentions).toEqual([1, 1]);
  });

  it('is not offered, and calls nobody, where my role may not: the words are sent once I know', async () => {
    const { app, person } = await stage.member('vic');
    const room = await noor.group([person], { name: 'Quiet' });
    await noor.must(addresses.rooms.change, {
      params: { room },
      body: { cmid: newId<'Cmid'>(), settings: { rights: { 'mention-everyone': 'moderator' } } },
    });
    await app.page.goto(`/r/${room}`);
    await app.composer.pressSequentially('hello @');
    const offers = app.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await soon(() => offers.allInnerTexts()).toEqual(['Noor\n@noor']);
    await app.composer.press('Escape');
    await app.composer.pressSequentially('everyone');
    await app.composer.press('Enter');
    const question = app.dialog('Send without notifying them?');
    await question.getByText(/your role may not call them in this chat/).waitFor();
    await question.getByRole('button', { name: 'Send anyway' }).click();
    await app.sent('hello @everyone');
    const { items } = await noor.must<TimelinePage>(addresses.messages.page, { params: { room }, query: {} });
    expect(items.at(-1)).toMatchObject({ body: 'hello @everyone' });
    expect(items.at(-1)).not.toHaveProperty('audience');
    const { room: view } = await noor.must<{ room: RoomView }>(addresses.rooms.get, { params: { room } });
    expect([view.unread, view.mentions]).toEqual([1, 0]);
  });

  it('is named where somebody asks why they were notified', async () => {
    const { app, person } = await stage.member('wim');
    const room = await noor.group([person], { name: 'Reasons' });
    await noor.must(addresses.messages.send, {
      params: { room },
      body: { cmid: newId<'Cmid'>(), body: 'all hands, @everyone', audience: ['everyone'] },
    });
    await app.page.goto(`/r/${room}`);
    await app.message('all hands').waitFor();
    await app.pick('all hands', 'Why was I');
    const why = app.dialog('Why was I');
    // Whether somebody looked at Sup at that moment is no matter of this.
    await why.getByText(/It mentions everyone in the chat.|You were using Sup when it came./).waitFor();
  });
});
