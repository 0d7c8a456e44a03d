// Takes pictures of the gallery into test/shots: `node test/gallery/shoot.mjs [part of a name]`. Build it first.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../serve.mjs';

const desktop = { width: 1280, height: 800 };
const two = { width: 820, height: 800 };
const phone = { width: 390, height: 844 };

const shots = [
  ...['light', 'dark', 'highContrast'].map((theme) => ({
    name: `01-desktop-${theme}`,
    query: `screen=chat&theme=${theme}`,
    size: desktop,
  })),
  { name: '00-states-light', query: 'screen=states&theme=light', size: { width: 1280, height: 1000 } },
  { name: '00-states-dark', query: 'screen=states&theme=dark', size: { width: 1280, height: 1000 } },
  { name: '15-markup-light', query: 'screen=markup', size: { width: 1280, height: 1150 } },
  {
    name: '15-markup-dark',
    query: 'screen=markup&theme=dark',
    size: { width: 1280, height: 1150 },
    act: reveal,
  },
  {
    name: '15-markup-contrast',
    query: 'screen=markup&theme=highContrast',
    size: { width: 1280, height: 1150 },
  },
  { name: '15-mobile-markup-light', query: 'screen=markup&pane=room', size: { width: 390, height: 1300 } },
  { name: '15-markup-large', query: 'screen=markup&scale=1.5', size: { width: 1280, height: 1500 } },
  { name: '02-two-pane-820', query: 'screen=chat', size: two },
  { name: '03-details-light', query: 'screen=details', size: desktop },
  { name: '04-hover-light', query: 'screen=chat', size: desktop, act: hover },
  { name: '04-menu-light', query: 'screen=chat', size: desktop, act: menu },
  { name: '05-mobile-list-light', query: 'screen=chat', size: phone },
  { name: '05-mobile-chat-light', query: 'screen=chat&pane=room', size: phone },
  { name: '05-mobile-chat-dark', query: 'screen=states&pane=room&theme=dark', size: phone },
  { name: '05-mobile-actions-light', query: 'screen=chat&pane=room', size: phone, act: menu },
  { name: '07-sign-in-light', query: 'screen=sign-in', size: desktop },
  { name: '07-sign-up-light', query: 'screen=sign-up', size: desktop },
  { name: '07-mobile-sign-up-dark', query: 'screen=sign-up&theme=dark', size: phone },
  { name: '07-codes-light', query: 'screen=codes', size: desktop },
  { name: '08-first-run-light', query: 'screen=first-run', size: desktop },
  { name: '08-loading-light', query: 'screen=loading&motion=still', size: desktop },
  { name: '09-offline-light', query: 'screen=offline', size: desktop },
  { name: '09-reconnecting-dark', query: 'screen=reconnecting&theme=dark', size: desktop },
  { name: '10-settings-appearance-light', query: 'screen=settings-appearance', size: desktop },
  { name: '10-settings-appearance-dark', query: 'screen=settings-appearance&theme=dark', size: desktop },
  { name: '10-settings-devices-light', query: 'screen=settings-devices', size: desktop },
  { name: '10-settings-profile-light', query: 'screen=settings-profile', size: desktop },
  { name: '10-mobile-settings-light', query: 'screen=settings-index', size: phone },
  { name: '11-new-group-light', query: 'screen=new-group', size: desktop },
  { name: '11-new-chat-dark', query: 'screen=new-chat&theme=dark', size: desktop },
  { name: '11-mobile-new-group-light', query: 'screen=new-group', size: phone },
  { name: '11-profile-card-light', query: 'screen=profile-card', size: desktop },
  { name: '13-compact-light', query: 'screen=chat&density=compact', size: desktop },
  { name: '14-large-text-light', query: 'screen=chat&scale=1.5', size: desktop },
];

async function reveal(page) {
  await page.getByRole('button', { name: 'Show hidden words' }).last().click();
}

async function hover(page) {
  await page.getByText('Printer confirmed').hover();
  await page.waitForTimeout(200);
}

async function menu(page) {
  await page.getByText('Printer confirmed').click({ button: 'right' });
  await page.waitForTimeout(400);
}

const folder = path.resolve(import.meta.dirname, '../shots');
mkdirSync(folder, { recursive: true });
const wanted = process.argv[2];
const server = await serve(path.join(import.meta.dirname, 'dist'));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--font-render-hinting=none',
    '--disable-lcd-text',
  ],
});
try {
  for (const shot of shots.filter(({ name }) => !wanted || new RegExp(wanted).test(name))) {
    const page = await browser.newPage({ viewport: shot.size, deviceScaleFactor: 1, locale: 'en-GB' });
    const problems = [];
    page.on('console', (entry) => entry.type() === 'error' && problems.push(entry.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(`${server.url}/?${shot.query}`);
    await page.waitForSelector('#root > *');
    await page.waitForTimeout(500);
    await shot.act?.(page);
    await page.screenshot({ path: path.join(folder, `${shot.name}.png`) });
    await page.close();
    process.stdout.write(
      `${shot.name}${problems.length > 0 ? `\n  ${problems.slice(0, 4).join('\n  ')}` : ''}\n`,
    );
  }
} finally {
  await browser.close();
  server.close();
}
