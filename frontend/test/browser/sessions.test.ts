import { addresses } from '@sup/protocol';
import { HeldSocket } from '@sup/testkit/browser-socket';
import { describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage();
/** The page asks once more with the token that has just ended. */
const refused = /status of 401/;

const signIn = (app: App) => app.page.getByRole('heading', { name: 'Sign in to Sup' });

describe('sessions', () => {
  it('are not asked for by a first visit, which surely has none', async () => {
    const { app, screen } = await stage.visitor();
    const asked: string[] = [];
    screen.context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await app.page.goto('/');
    await signIn(app).waitFor();
    expect(asked).toContain('/');
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
  });

  it('are listed; signing out here ends this one only', async () => {
    const { app, person } = await stage.member('ann');
    const { app: other } = await stage.device(person);
    await other.page.goto('/settings/devices');
    await other.page.getByText('Current', { exact: true }).waitFor();
    const ends = other.page.getByRole('button', { name: /^Sign out (?!all)/ });
    await soon(() => ends.count()).toBe(2);
    await app.page.goto('/settings');
    await app.page.getByRole('link', { name: 'Sign out' }).click();
    await app.dialog('Sign out of this device?').getByRole('button', { name: 'Sign out' }).click();
    await signIn(app).waitFor();
    await app.page.reload();
    await signIn(app).waitFor();
    await other.page.reload();
    await other.page.getByText('Current', { exact: true }).waitFor();
    await soon(() => ends.count()).toBe(1);
  });

  it('that end elsewhere lead to sign-in at once, and keep the draft for the same person', async () => {
    const { app, person, screen } = await stage.member('bob');
    screen.excuse(refused);
    const socket = await HeldSocket.of(screen.context);
    const room = await person.group([], { name: 'Garden' });
    await app.page.goto(`/r/${room}`);
    await app.composer.waitFor();
    socket.hold('up');
    await app.composer.fill('not for the server yet');
    const { app: other } = await stage.device(person);
    await other.page.goto('/settings/devices');
    await other.button('Sign out all other devices').click();
    await other
      .dialog(/Sign out/)
      .getByRole('button', { name: 'Sign out' })
      .click()
      .catch(() => undefined);
    await signIn(app).waitFor();
    expect(await app.page.getByText('Garden').count()).toBe(0);
    socket.release('up');
    await app.signIn('bob');
    await app.open('Garden');
    await soon(() => app.composer.inputValue()).toBe('not for the server yet');
    const { status } = await person.call(addresses.users.me);
    expect(status, 'the phone is signed out too').toBe(401);
  });
});

describe('the theme', () => {
  const themeOf = (app: App) => app.page.evaluate(() => document.documentElement.dataset.theme);

  it('changes at once without a reload, follows the system, and is there before the first paint', async () => {
    const { app } = await stage.member('cid');
    await app.page.goto('/settings/appearance');
    const pick = (name: string) => app.page.getByRole('radio', { name, exact: true });
    await pick('Dark').click();
    await app.page.evaluate(() => {
      document.body.dataset.same = 'yes';
    });
    await soon(() => themeOf(app)).toBe('dark');
    await pick('Light').click();
    await soon(() => themeOf(app)).toBe('light');
    await pick('System').click();
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await soon(() => themeOf(app)).toBe('dark');
    await app.page.emulateMedia({ colorScheme: 'light' });
    await soon(() => themeOf(app)).toBe('light');
    expect(await app.page.evaluate(() => document.body.dataset.same)).toBe('yes');
    await pick('Dark').click();
    await soon(() => themeOf(app)).toBe('dark');
    await app.page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        Object.assign(globalThis, { firstTheme: document.documentElement.dataset.theme });
      });
    });
    await app.page.reload();
    expect(await app.page.evaluate(() => Reflect.get(globalThis, 'firstTheme'))).toBe('dark');
  });
});
