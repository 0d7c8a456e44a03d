import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../local-store-contract.ts';
import { openSite, type Site } from './browser.ts';
import type { Page } from './page.ts';

declare const page: Page;

let site: Site;
beforeAll(async () => {
  site = await openSite(new URL('page.ts', import.meta.url));
}, 60_000);
afterAll(() => site?.close());

async function openTab(context = site.browser.newContext()) {
  const tab = await (await context).newPage();
  await tab.goto(site.url);
  await tab.waitForFunction('globalThis.page !== undefined');
  return tab;
}

test('the page runs the very contract that the other stores pass', async () => {
  const tab = await openTab();
  expect(await tab.evaluate(() => page.cases())).toEqual(contract.map(({ name }) => name));
  for (const { name } of contract) {
    const outcome = await tab.evaluate((it) => page.runCase(it), name);
    expect(`${name}: ${outcome}`).toBe(`${name}: passed`);
  }
}, 60_000);

test('a full IndexedDB says StoreFull and has changed nothing', async () => {
  const context = await site.profile();
  const tab = await openTab(Promise.resolve(context));
  const devtools = await context.newCDPSession(tab);
  const origin = new URL(site.url).origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20_000_000 });
  expect(await tab.evaluate(() => page.fill())).toEqual({ error: 'StoreFull', before: 1 });
  await context.close();
}, 60_000);

test('of two tabs one leads, and the other follows when it is closed', async () => {
  const context = site.browser.newContext();
  const first = await openTab(context);
  const second = await openTab(context);
  await first.evaluate(() => page.lead());
  await first.waitForFunction(() => page.leads());
  await second.evaluate(() => page.lead());
  expect(await second.evaluate(() => page.leads())).toBe(false);
  await first.close();
  await second.waitForFunction(() => page.leads());
}, 60_000);

test('what is exclusive waits for the other tab, and tabs hear each other', async () => {
  const context = site.browser.newContext();
  const first = await openTab(context);
  const second = await openTab(context);
  await first.evaluate(() => page.hold());
  const waiting = second.evaluate(() => page.work());
  await second.evaluate(() => page.tell({ is: 'hello' }));
  await first.waitForFunction(() => page.heard().length === 1);
  expect(await second.evaluate(() => page.heard())).toEqual([]);
  await first.evaluate(() => page.release());
  expect(await waiting).toBe('done');
}, 60_000);
