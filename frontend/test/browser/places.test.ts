import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.ts';

const stage = setStage();

async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (!found) throw new Error(`${String(locator)} has no box`);
  return { x: Math.round(found.x), width: Math.round(found.width) };
}

/** Somebody with two chats, each with a message. */
async function reader(handle: string, options = {}) {
  const member = await stage.member(handle, options);
  const rooms = [];
  for (const name of ['Alpha', 'Beta']) {
    const room = await member.person.group([], { name });
    rooms.push(room);
  }
  await member.app.chat('Beta').waitFor();
  return { ...member, rooms };
}

describe('the address', () => {
  it('names the open chat: reload, deep link, Back and Forward lead to it', async () => {
    const { app, rooms } = await reader('ann');
    const [alpha, beta] = rooms;
    const title = (name: string) => app.page.getByRole('heading', { name, level: 1, exact: true });
    await app.open('Alpha');
    await title('Alpha').waitFor();
    expect(app.room).toBe(alpha);
    await app.open('Beta');
    await title('Beta').waitFor();
    await app.page.reload();
    await title('Beta').waitFor();
    await app.page.goBack();
    await title('Alpha').waitFor();
    await app.page.goForward();
    await title('Beta').waitFor();
    expect(app.room).toBe(beta);
    await app.page.goto(`/r/${alpha}`);
    await title('Alpha').waitFor();
    await app.page.goto('/r/0000000000000000000000000a');
    await app.page.getByText('You are not in this chat or space, or it does not exist.').waitFor();
    await app.page.goto('/nowhere/at/all');
    await app.list
      .or(app.page.getByText(/not exist|not found/i))
      .first()
      .waitFor();
  });
});

describe('from right to left', () => {
  it('the panes change sides, and the icon of a button is whole and at its start', async () => {
    const { app } = await reader('rae');
    await app.page.addInitScript(() => {
      // As the page of a language that is written so would begin.
      document.addEventListener('readystatechange', () => {
        document.documentElement.dir = 'rtl';
      });
    });
    await app.page.reload();
    await app.open('Alpha');
    expect(await box(app.page.getByRole('navigation', { name: 'Main' }))).toEqual({ x: 1220, width: 60 });
    expect(await box(app.list)).toEqual({ x: 900, width: 320 });
    await app.button('Details').click();
    const leave = app.button('Leave group');
    const [button, icon, label] = [leave, leave.locator('svg'), leave.getByText('Leave group')];
    const [outer, drawn, words] = [await box(button), await box(icon), await box(label)];
    expect(drawn.x + drawn.width).toBeLessThanOrEqual(outer.x + outer.width);
    expect(drawn.x).toBeGreaterThanOrEqual(words.x + words.width);
    expect(words.x).toBeGreaterThanOrEqual(outer.x);
  });
});

describe('the panes', () => {
  it('are rail, list and conversation at 1280, with the details beside', async () => {
    const { app } = await reader('bob');
    await app.open('Alpha');
    expect(await box(app.page.getByRole('navigation', { name: 'Main' }))).toEqual({ x: 0, width: 60 });
    expect(await box(app.list)).toEqual({ x: 60, width: 320 });
    const main = app.page.getByRole('main');
    expect(await box(main)).toEqual({ x: 380, width: 900 });
    await app.button('Details').click();
    const details = app.page.getByRole('complementary', { name: 'Details' });
    expect(await box(details)).toEqual({ x: 980, width: 300 });
    expect((await box(app.composer)).x).toBeLessThan(980);
  });

  it('are list and conversation at 820, with the details over the conversation', async () => {
    const { app } = await reader('cid', { viewport: { width: 820, height: 800 } });
    await app.open('Alpha');
    expect(await app.page.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
    expect(await box(app.list)).toEqual({ x: 0, width: 264 });
    const before = await box(app.page.getByRole('main'));
    expect(before).toEqual({ x: 264, width: 556 });
    await app.button('Details').click();
    expect(await box(app.page.getByRole('complementary', { name: 'Details' }))).toEqual({
      x: 520,
      width: 300,
    });
    expect(await box(app.page.getByRole('main'))).toEqual(before);
  });

  it('are one on a phone, and back leads to the list', async () => {
    const { app } = await reader('dee', { viewport: { width: 390, height: 844 }, hasTouch: true });
    expect(await box(app.list)).toEqual({ x: 0, width: 390 });
    await app.open('Beta');
    expect(await box(app.page.getByRole('main'))).toEqual({ x: 0, width: 390 });
    expect(await app.list.isVisible()).toBe(false);
    await app.button('Back').click();
    await app.chat('Beta').waitFor();
    expect(await app.composer.count()).toBe(0);
    await app.open('Alpha');
    await app.page.goBack();
    await app.chat('Beta').waitFor();
  });
});
