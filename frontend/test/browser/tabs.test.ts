// Two tabs of one person in one browser profile, against a real server: what they share, and what only one of them does.
import type { RoomId } from '@sup/protocol';
import { networkTrouble, type Screen } from '@sup/testkit/browser';
import { register, type TestPerson } from '@sup/testkit/people';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { App } from './app.ts';
import { bodiesOf } from './log-of.ts';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage();

interface Tabs {
  readonly person: TestPerson;
  readonly screen: Screen;
  readonly first: App;
  readonly second: App;
}

/** Somebody's browser with two tabs at no address yet. */
async function twoTabs(handle: string): Promise<Tabs> {
  const person = await register(stage.server, handle);
  const { screen, app: first } = await stage.device(person);
  return { person, screen, first, second: new App(await screen.page()) };
}

/** What of messages leaves from a tab, from its next page on. */
function sendsOf(page: Page): string[] {
  const bodies: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const frame: { type?: string; body?: string } = JSON.parse(String(payload));
      if (frame.type === 'message.send') bodies.push(frame.body ?? '');
    }),
  );
  return bodies;
}

const signIn = (app: App) => app.page.getByRole('heading', { name: 'Sign in to Sup' });

describe('two tabs', () => {
  it('renew the token once for both, when both need it at the same moment', async () => {
    const { screen, first, second } = await twoTabs('ann');
    await screen.context.clock.install();
    let refreshes = 0;
    screen.context.on('request', (request) => {
      if (request.url().endsWith('/auth/refresh')) refreshes += 1;
    });
    const tokens = new Map<Page, string>();
    for (const { page } of [first, second]) {
      page.on('request', (request) => {
        const token = request.headers().authorization;
        if (token !== undefined) tokens.set(page, token);
      });
      await page.goto('/settings/profile');
      await page.getByText('This is how others see you.').waitFor();
    }
    const before = refreshes;
    // A token is good for a quarter of an hour.
    await screen.context.clock.fastForward('16:00');
    const lookAtDevices = async ({ page }: App) => {
      await page.getByRole('link', { name: 'Devices' }).click();
      await page.getByText('Current', { exact: true }).waitFor();
    };
    await Promise.all([lookAtDevices(first), lookAtDevices(second)]);
    expect(refreshes - before).toBe(1);
    expect(tokens.get(first.page)).toBe(tokens.get(second.page));
  });

  it('end together: signing out in one leads the other to sign-in, also after a reload', async () => {
    const { person, first, second } = await twoTabs('bob');
    const room = await person.group([], { name: 'Garden' });
    await second.page.goto(`/r/${room}`);
    await second.composer.waitFor();
    await first.page.goto('/settings');
    await first.page.getByRole('link', { name: 'Sign out' }).click();
    await first.dialog('Sign out of this device?').getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [first, second]) {
      await signIn(tab).waitFor();
      expect(await tab.page.getByText('Garden').count()).toBe(0);
    }
    await second.page.reload();
    await signIn(second).waitFor();
  });
});

describe('the outbox of two tabs', () => {
  /** A chat with somebody who is away in both tabs; the one that was first there leads. */
  async function talking(handle: string) {
    const tabs = await twoTabs(handle);
    const room = await tabs.person.direct(await register(stage.server, `friend-of-${handle}`));
    const sent = { first: sendsOf(tabs.first.page), second: sendsOf(tabs.second.page) };
    // One after the other: the second leads for as long as the first is away.
    for (const { page, composer } of [tabs.first, tabs.second]) {
      await page.goto(`/r/${room}`);
      await composer.waitFor();
    }
    return { ...tabs, room, sent };
  }
  const texts = (person: TestPerson, room: RoomId) => bodiesOf(person, room);

  it('is driven by one of them, and by the other once that is closed', async () => {
    const { person, first, second, room, sent } = await talking('cid');
    await second.send('written in the second');
    await second.tick('written in the second', 'Sent').waitFor();
    await first.tick('written in the second', 'Sent').waitFor();
    expect(sent).toEqual({ first: ['written in the second'], second: [] });
    await first.page.close();
    await second.send('after the first is gone');
    await second.tick('after the first is gone', 'Sent').waitFor();
    expect(sent.second).toEqual(['after the first is gone']);
    expect(await texts(person, room)).toEqual(['written in the second', 'after the first is gone']);
  });

  it('loses and doubles nothing when the leader is closed with writes waiting', async () => {
    const { person, screen, first, second, room, sent } = await talking('dee');
    screen.excuse(...networkTrouble);
    await screen.context.setOffline(true);
    await first.send('from the first');
    await second.send('from the second');
    await first.tick('from the first', 'Sending').waitFor();
    await second.tick('from the second', 'Sending').waitFor();
    await first.page.close();
    await screen.context.setOffline(false);
    for (const text of ['from the first', 'from the second']) await second.tick(text, 'Sent').waitFor();
    await soon(() => texts(person, room)).toEqual(['from the first', 'from the second']);
    expect(sent.first).toEqual([]);
    expect([...new Set(sent.second)]).toEqual(['from the first', 'from the second']);
  });
});
