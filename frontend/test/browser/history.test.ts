import { addresses, type RoomId, type TimelinePage } from '@sup/protocol';
import { message } from '@sup/testkit/people';
import { describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { fillRoom } from './fill-room.ts';
import { restBelow, scrollBy } from './list-watch.ts';
import { soon } from './soon.ts';
import { type Member, setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });
const total = 100_000;
const pixelsMax = 4;
/** A phone of some years ago, on a network that takes its time: pages come late and are laid out late. */
const slow = { cpuTimes: 4, pageMs: 1_500 };

/** Heights differ, as they do among people. */
const line = (index: number) =>
  `line ${index}${index % 7 === 0 ? `\nwith more to say ${'and more '.repeat(index % 40)}` : ''}`;

/** Two people with a hundred thousand messages between them, and a last one that answers the hundredth. */
async function longRoom(): Promise<{ ann: Member; room: RoomId }> {
  const ann = await stage.member('ann');
  const bob = await stage.member('bob');
  const room = await ann.person.direct(bob.person);
  await bob.screen.close();
  const half = total / 2;
  const part = { room, count: half };
  await fillRoom(stage.server, bob.person, { ...part, text: line });
  await fillRoom(stage.server, ann.person, { ...part, text: (index) => line(half + index) });
  const { items } = await ann.person.must<TimelinePage>(addresses.messages.page, {
    params: { room },
    query: { around: '100', limit: '10' },
  });
  const early = items.find((item) => item.kind === 'message');
  if (early?.kind !== 'message') throw new Error('there is an early message');
  const body = message(room, 'as I said back then', { replyTo: early.id });
  await ann.person.must(addresses.messages.send, {
    params: { room },
    body: { cmid: body.cmid, body: body.body, replyTo: early.id },
  });
  return { ann, room };
}

/** Makes the page slow. What it reads by then is there; what it asks for comes late. */
async function makeSlow({ page }: App): Promise<void> {
  await page.route(/\/messages\?/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, slow.pageMs));
    await route.continue();
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow.cpuTimes });
}

describe('a room of 100,000 messages', () => {
  it('opens at its end, scrolls up without losing the place, jumps far back and to the newest', async () => {
    const { ann, room } = await longRoom();
    const { app } = ann;
    await app.page.goto(`/r/${room}`);
    await app.message('as I said back then').waitFor();
    await soon(() => restBelow(app)).toBeLessThanOrEqual(1);

    await makeSlow(app);
    let [shift, rows, first] = [0, 0, total];
    const jerks: number[] = [];
    for (let step = 0; step < 260 && first > total - 1_200; step += 1) {
      // A notch of the wheel or two: what comes into view has been laid out before.
      const seen = await scrollBy(app, -240);
      shift = Math.max(shift, seen.shift);
      jerks.push(seen.jerk);
      rows = Math.max(rows, seen.rows);
      first = Number.isNaN(seen.first) ? first : seen.first;
    }
    const worst = jerks.sort((a, b) => b - a)[0];
    console.log(
      `${jerks.length} steps: a line jerked ${worst} px at most, ${jerks[jerks.length >> 1]} px mostly`,
    );
    expect(first, 'how far up it came').toBeLessThanOrEqual(total - 1_000);
    expect(shift, 'how far a line in view moved by itself').toBeLessThanOrEqual(pixelsMax);
    expect(worst, 'how far it did in any painted frame').toBeLessThanOrEqual(pixelsMax);
    expect(rows, 'rows on the page').toBeLessThan(500);

    await app.button('Go to the newest message').click();
    await soon(() => restBelow(app)).toBeLessThanOrEqual(60);
    await app
      .message('as I said back then')
      .getByRole('button', { name: /^Reply to/ })
      .click();
    await soon(() => app.texts(/line 9\d(?=,|\n)/).then((texts) => texts.length)).toBeGreaterThan(3);
    const far = await scrollBy(app, -400);
    expect(far.first).toBeLessThan(200);
    expect(far.rows).toBeLessThan(500);
    await app.button('Go to the newest message').click();
    await app.message('as I said back then').waitFor();
    await app.send('at the end');
    await soon(() => restBelow(app)).toBeLessThanOrEqual(60);
  });
});
