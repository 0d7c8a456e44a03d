import { addresses } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { register, type TestPerson } from '@sup/testkit/people';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { sampleChats } from './sample-chats.ts';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });

/** Findings of a page under the name of its state; an empty list for each state is what we want. */
class Findings {
  readonly all: Record<string, string[]> = {};

  async look(state: string, page: Page): Promise<void> {
    const found = await seriousFindings(page);
    if (found.length > 0) this.all[state] = found;
  }
}

async function go(app: App, address: string, ready: string): Promise<void> {
  await app.page.goto(address);
  await app.page.getByText(ready, { exact: true }).first().waitFor();
}

/** Pages of their own, and what stands on them once they are there. */
const pages = [
  ['/new', 'New chat'],
  ['/new-group', 'New group'],
  ['/channels', 'Public channels'],
  ['/settings/profile', 'This is how others see you.'],
  ['/settings/appearance', 'High contrast'],
  ['/settings/devices', 'Current'],
  ['/settings/security', 'Blocked people'],
] as const;
const dialogs: readonly string[] = ['/new', '/new-group', '/channels'];

/** Somebody whom I block and a channel that I am not in, so that no page is empty. */
async function fillPages(person: TestPerson, suffix: string): Promise<void> {
  const other = await register(stage.server, `other-${suffix}`);
  await person.must(addresses.users.block, { params: { user: other.id } });
  await other.group([], { kind: 'channel', name: `Weather ${suffix}`, topic: 'Rain, mostly' });
}

async function lookAtPages(app: App, findings: Findings): Promise<void> {
  for (const [address, ready] of pages) {
    await go(app, address, ready);
    // A dialog is named as one when it has faded in.
    if (dialogs.includes(address)) await app.page.getByRole('dialog', { name: ready }).waitFor();
    if (address === '/channels')
      await app.page
        .getByText(/^Weather/)
        .first()
        .waitFor();
    if (address === '/settings/security') await app.button(/^Unblock/).waitFor();
    await findings.look(address, app.page);
  }
}

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it('no page before sign-in has a serious finding of axe', async () => {
    const { app } = await stage.visitor({ colorScheme });
    const findings = new Findings();
    for (const [address, ready] of [
      ['/sign-in', 'Sign in to Sup'],
      ['/sign-up', 'Create your account'],
      ['/recover', 'Set a new password'],
    ] as const) {
      await go(app, address, ready);
      await findings.look(address, app.page);
    }
    await go(app, '/sign-up', 'Create your account');
    await app.button('Create account').click();
    await app.page.getByText('Fill this in.').first().waitFor();
    await findings.look('/sign-up with errors', app.page);
    expect(findings.all).toEqual({});
  });

  it('no page after sign-in has one', async () => {
    const { app, person } = await stage.member(`reader-${colorScheme}`, { colorScheme });
    const findings = new Findings();
    await app.page.getByText(/^Welcome,/).waitFor();
    await findings.look('first run', app.page);
    const { group, direct } = await sampleChats(stage.server, person, colorScheme);
    await app.page.goto(`/r/${group}`);
    await app.page.getByText('Message deleted').first().waitFor();
    await findings.look('a group', app.page);
    await app.button('Details').click();
    await app.page.getByRole('complementary', { name: 'Details' }).waitFor();
    await findings.look('details of a group', app.page);
    await app.page.goto(`/r/${direct}`);
    await app.page.getByRole('article').last().click({ button: 'right' });
    await app.page.getByRole('menu').waitFor();
    await findings.look('menu of a message', app.page);
    await go(app, '/', 'Pick a chat, or start one.');
    await findings.look('/', app.page);
    await fillPages(person, colorScheme);
    await lookAtPages(app, findings);
    expect(findings.all).toEqual({});
  });

  it('no page on a phone has one', async () => {
    const size = { viewport: { width: 390, height: 844 }, hasTouch: true };
    const { app, person } = await stage.member(`phone-${colorScheme}`, { colorScheme, ...size });
    const { group } = await sampleChats(stage.server, person, `${colorScheme}-phone`);
    const findings = new Findings();
    await app.chat('Ferry weekend').waitFor();
    await findings.look('the list', app.page);
    await app.page.goto(`/r/${group}`);
    await app.page.getByText('Message deleted').first().waitFor();
    await findings.look('a chat', app.page);
    await go(app, '/settings', 'Appearance');
    await findings.look('settings', app.page);
    await fillPages(person, `${colorScheme}-phone`);
    await lookAtPages(app, findings);
    expect(findings.all).toEqual({});
  });
});

describe('with the keyboard alone', () => {
  it('one opens a chat, writes, sends and goes back into the messages', async () => {
    const { app, person } = await stage.member('kit');
    await person.group([], { name: 'Garden' });
    await app.chat('Garden').waitFor();
    const focused = () =>
      app.page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id ?? '',
      );
    const tabTo = async (wanted: RegExp) => {
      for (let press = 0; press < 25; press += 1) {
        if (wanted.test(await focused())) return;
        await app.page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reached ${wanted}; it is at ${await focused()}`);
    };
    await tabTo(/^Garden/);
    await app.page.keyboard.press('Enter');
    await app.composer.waitFor();
    await tabTo(/^Message Garden/);
    await app.page.keyboard.type('by hand');
    await app.page.keyboard.press('Shift+Enter');
    await app.page.keyboard.type('on two lines');
    await app.page.keyboard.press('Enter');
    await app
      .message('by hand')
      .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
      .waitFor();
    expect(await app.message('by hand').getByText('on two lines').count()).toBeGreaterThan(0);
    await app.page.keyboard.press('ArrowUp');
    await app.page.getByText('Edit message').waitFor();
    await app.page.keyboard.press('Escape');
    await app.page.getByText('Edit message').waitFor({ state: 'detached' });
  });
});

describe('the content policy', () => {
  it('is watched: what breaks it is heard', async () => {
    const { app, screen } = await stage.member('eva');
    await app.page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      document.head.append(style);
    });
    await soon(() => screen.problems.join()).toMatch(/Content Security Policy/i);
    screen.problems.length = 0;
  });
});
