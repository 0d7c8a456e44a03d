import type { App } from './app.ts';

export interface Scrolled {
  /** How far what was in view has moved by itself once all has settled, in pixels. */
  readonly shift: number;
  /** The same in the worst frame on the way there. */
  readonly jerk: number;
  /** Rows of messages on the page. */
  readonly rows: number;
  /** The number in the first message in view. */
  readonly first: number;
}

/**
 * Scrolls the open chat by some pixels and watches every frame until nothing changes any more: whoever reads must not
 * see a line move while older messages are put above it.
 */
export function scrollBy({ page }: App, pixels: number): Promise<Scrolled> {
  return page.evaluate(async (distance) => {
    const feed = document.querySelector('[role=feed]');
    const list = [...(feed?.querySelectorAll('div') ?? [])].find(
      (box) => box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === 'auto',
    );
    if (!list) throw new Error('the list does not scroll');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const { top: head, bottom: foot } = list.getBoundingClientRect();
    const inView = () =>
      [...list.querySelectorAll('[role=article]')]
        .map((row) => ({
          id: row.id,
          label: row.getAttribute('aria-label') ?? '',
          at: row.getBoundingClientRect(),
        }))
        .filter(({ at }) => at.bottom > head && at.top < foot)
        .sort((a, b) => a.at.top - b.at.top);
    list.scrollTop += distance;
    await frame();
    await frame();
    const before = new Map(inView().map(({ id, at }) => [id, at.top]));
    let [jerk, quiet, height] = [0, 0, list.scrollHeight];
    const moved = () =>
      Math.max(0, ...inView().map(({ id, at }) => Math.abs(at.top - (before.get(id) ?? at.top))));
    const deadline = performance.now() + 5_000;
    while (quiet < 6 && performance.now() < deadline) {
      await frame();
      jerk = Math.max(jerk, moved());
      quiet = list.scrollHeight === height ? quiet + 1 : 0;
      height = list.scrollHeight;
    }
    const rows = document.querySelectorAll('[role=article]').length;
    const first = Number(/line (\d+)/.exec(inView()[0]?.label ?? '')?.[1] ?? Number.NaN);
    return { shift: Math.round(moved()), jerk: Math.round(jerk), rows, first };
  }, pixels);
}

/** Pixels between what is shown and the end of the open chat. */
export function restBelow({ page }: App): Promise<number> {
  return page.getByRole('feed').evaluate((feed) => {
    const list = [...feed.querySelectorAll('div')].find(
      (box) => box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === 'auto',
    );
    return list ? Math.round(list.scrollHeight - list.scrollTop - list.clientHeight) : -1;
  });
}
