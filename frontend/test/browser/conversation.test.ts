import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error A plain script, shared with the one that takes the pictures.
import { serve } from '../serve.mjs';

const gallery = path.resolve(import.meta.dirname, '../gallery');
let server: { url: string; close: () => void };
let browser: Browser;

beforeAll(async () => {
  execFileSync(process.execPath, [path.join(gallery, 'build.mjs')], { stdio: 'ignore' });
  server = await serve(path.join(gallery, 'dist'));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function open(query: string): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (entry) => entry.type() === 'error' && problems.push(entry.text()));
  await page.goto(`${server.url}/?${query}`);
  await page.getByRole('article').last().waitFor();
  return { page, problems };
}

/** Pixels between what is shown and the end of the conversation. */
function restBelow(page: Page): Promise<number> {
  return page.getByRole('feed').evaluate((feed) => {
    const list = [...feed.querySelectorAll('div')].find(
      (box) => box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === 'auto',
    );
    return list ? Math.round(list.scrollHeight - list.scrollTop - list.clientHeight) : -1;
  });
}

describe('a conversation of 600 messages in a browser', () => {
  it('opens at the end with a few rows in the page, and breaks no content policy', async () => {
    const { page, problems } = await open('screen=many&count=600');
    await expect.poll(() => restBelow(page)).toBe(0);
    expect(await page.getByRole('article').count()).toBeLessThan(100);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('sends with Enter and goes to the end, edits with Up, and leaves the edit with Escape', async () => {
    const { page } = await open('screen=many&count=600');
    await expect.poll(() => restBelow(page)).toBe(0);
    await page.mouse.move(800, 400);
    await page.mouse.wheel(0, -3_000);
    await expect.poll(() => restBelow(page)).toBeGreaterThan(1_000);
    const composer = page.locator('#composer');
    await composer.click();
    await page.keyboard.type('from far');
    await page.keyboard.press('Enter');
    await expect.poll(() => restBelow(page)).toBe(0);
    expect(await composer.inputValue()).toBe('');
    await page.keyboard.press('ArrowUp');
    await page.getByText('Edit message').waitFor();
    await page.keyboard.type(' away');
    await page.keyboard.press('Enter');
    await page.getByText('from far away').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByText('Edit message').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByText('Edit message').count()).toBe(0);
    expect(await composer.inputValue()).toBe('');
    await page.close();
  });

  it('stays at the end while the composer grows', async () => {
    const { page } = await open('screen=many&count=600');
    await page.locator('#composer').fill('one\ntwo\nthree\nfour');
    await expect.poll(() => restBelow(page)).toBe(0);
    await page.close();
  });
});
