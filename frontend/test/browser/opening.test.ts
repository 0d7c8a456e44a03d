// The first moment of a long chat: what is measured only now must not move whoever has begun to read.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fillRoom } from './fill-room.ts';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });

/** Heights differ, so that what was guessed of them is wrong. */
const line = (index: number) =>
  `line ${index}${index % 3 === 0 ? `\n${'and more '.repeat(index % 40)}` : ''}`;

const steps = 4;
const stepPixels = 150;

/** From its next address on, a page scrolls its chat up in a few steps, so many frames after the first message is there. */
async function scrollsUpEarly(page: Page): Promise<void> {
  await page.addInitScript(
    ({ steps, stepPixels }) => {
      const look = { steps: 0, quiet: 0, rest: 0 };
      Object.assign(globalThis, { early: look });
      const wait = Number(sessionStorage.getItem('wait'));
      let frames = 0;
      const frame = () => {
        requestAnimationFrame(frame);
        const feed = document.querySelector('[role=feed]');
        const list = [...(feed?.querySelectorAll('div') ?? [])].find(
          (box) => box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === 'auto',
        );
        if (!list || !feed?.querySelector('[role=article]')) return;
        frames += 1;
        const rest = Math.round(list.scrollHeight - list.scrollTop - list.clientHeight);
        look.quiet = rest === look.rest ? look.quiet + 1 : 0;
        look.rest = rest;
        if (frames <= wait || look.steps === steps) return;
        list.scrollTop -= stepPixels;
        look.steps += 1;
      };
      requestAnimationFrame(frame);
    },
    { steps, stepPixels },
  );
}

const early = (page: Page) =>
  page.evaluate(() => Reflect.get(globalThis, 'early') as { steps: number; quiet: number; rest: number });

describe('a long chat that has just opened', () => {
  it('does not bring a reader who scrolls up at once back to its end', async () => {
    const { app, person } = await stage.member('ann');
    const bob = await stage.member('bob');
    const room = await person.direct(bob.person);
    await bob.screen.close();
    await fillRoom(stage.server, bob.person, { room, count: 300, text: line });
    await scrollsUpEarly(app.page);
    const reached: number[] = [];
    for (let wait = 4; wait < 16; wait += 1) {
      await app.page.evaluate((frames) => sessionStorage.setItem('wait', String(frames)), wait);
      await app.page.goto(`/r/${room}`);
      await soon(() => early(app.page).then(({ quiet, ...look }) => look.steps === steps && quiet > 30)).toBe(
        true,
      );
      reached.push((await early(app.page)).rest);
    }
    // The first step may still be taken for a change of heights.
    for (const rest of reached) expect(rest, reached.join()).toBeGreaterThan(stepPixels);
  });
});
