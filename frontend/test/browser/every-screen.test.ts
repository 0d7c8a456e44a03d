// Over all screens and dialogs: once from right to left, once at 200 % zoom.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { seriousFindings } from '@sup/testkit/browser-axe';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { layers, openRoute, others, routes } from './every-screen.ts';
import { unfit } from './fit.ts';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';
import { setWorld, type World } from './world.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off', SUP_STRANGERS: 'inbox' });
const src = path.resolve(import.meta.dirname, '../../src');
/** A folder for a picture of each, to look at. */
const pictures = process.env.TEST_PICTURES;

let world: World;
beforeAll(async () => {
  world = await setWorld(stage.server, 'wim');
});

describe('the list of screens', () => {
  it('has every file of src/app', () => {
    const files = readdirSync(path.join(src, 'app'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx') && !file.endsWith('_layout.tsx'))
      .map((file) => file.replace(/\.tsx$/, ''));
    expect(files.toSorted()).toEqual(Object.keys(routes).toSorted());
  });

  it('has everything that opens above a room', () => {
    const text = readFileSync(path.join(src, 'screens/room-layers.tsx'), 'utf8');
    const type = /export type RoomLayer =[^;]*(?:;(?!\n\n)[^;]*)*;\n\n/.exec(text)?.[0] ?? '';
    const kinds = [...type.matchAll(/readonly kind: ((?:'[\w-]+'(?: \| )?)+)/g)].flatMap(([, union = '']) =>
      [...union.matchAll(/'([\w-]+)'/g)].map(([, kind]) => kind),
    );
    expect(kinds.toSorted()).toEqual(Object.keys(layers).toSorted());
  });
});

/** What is wrong with each state, by its name; an empty record is what we want. */
class Findings {
  readonly all: Record<string, string[]> = {};
  readonly #walk: string;

  constructor(walk: string) {
    this.#walk = walk;
  }

  async look(state: string, page: Page): Promise<void> {
    await page.evaluate(() => document.fonts.ready);
    if (pictures) {
      const name = `${this.#walk}-${state.replaceAll(/[^\w]+/g, '-')}.png`;
      await page.screenshot({ path: path.join(pictures, name), animations: 'disabled' });
    }
    const found = [...(await seriousFindings(page)), ...(await unfit(page))];
    if (found.length > 0) this.all[state] = found;
  }
}

/** Puts away what is open above the page. */
async function putAway({ page }: App): Promise<void> {
  const dialogs = page.locator('[aria-modal="true"]');
  // A question may lead back to what it came from.
  await soon(async () => {
    const open = await dialogs.count();
    if (open > 0) await page.keyboard.press('Escape');
    return open;
  }).toBe(0);
}

async function walk(name: string, visitor: App, member: App): Promise<Findings['all']> {
  const findings = new Findings(name);
  const visit = async (state: string, app: App, open: () => Promise<unknown>) => {
    try {
      await open();
      await findings.look(state, app.page);
      await putAway(app);
    } catch (error) {
      findings.all[state] = [`was not reached: ${String(error).slice(0, 400)}`];
    }
  };
  for (const [file, route] of Object.entries(routes)) {
    const app = route.visitor ? visitor : member;
    await visit(file, app, () => openRoute(app, world, route));
  }
  for (const [state, open] of Object.entries({ ...others, ...layers }))
    await visit(state, member, () => open(member, world));
  return findings.all;
}

const ways = {
  'from right to left': { colorScheme: 'dark', reducedMotion: 'reduce' },
  'at 200 % zoom': {
    viewport: { width: 640, height: 400 },
    deviceScaleFactor: 2,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  },
} as const;

/** As the page of a language that is written so would begin. */
const mirror = (page: Page) =>
  page.addInitScript(() => {
    document.addEventListener('readystatechange', () => {
      document.documentElement.dir = 'rtl';
    });
  });

it('every screen and every dialog fits and has no serious finding of axe, from right to left and at 200 % zoom', async () => {
  const walked = Object.entries(ways).map(async ([way, options]) => {
    const { app: visitor } = await stage.visitor(options);
    const { app } = await stage.device(world.me, options);
    if (way === 'from right to left') await Promise.all([visitor, app].map(({ page }) => mirror(page)));
    return [way, await walk(way, visitor, app)];
  });
  const findings = Object.fromEntries(await Promise.all(walked));
  expect(findings).toEqual({ 'from right to left': {}, 'at 200 % zoom': {} });
}, 900_000);
