import type { App } from './app.ts';

export interface Scrolled {
  /** How far what was in view has moved by itself once all has settled, in pixels. */
  readonly shift: number;
  /** The same in the worst painted frame on the way there. */
  readonly jerk: number;
  /** Rows of messages on the page. */
  readonly rows: number;
  /** The number in the first message in view. */
  readonly first: number;
}

/**
 * Scrolls the open chat by some pixels and watches every frame as it is painted until nothing changes any more: whoever
 * reads must not see a line move by anything but the scrolling while older messages are put above it.
 */
export function scrollBy({ page }: App, pixels: number): Promise<Scrolled> {
  return page.evaluate(async (distance) => {
    const feed = document.querySelector('[role=feed]');
    const list = [...(feed?.querySelectorAll('div') ?? [])].find(
      (box) => box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === 'auto',
    );
    if (!list) throw new Error('the list does not scroll');
    const probe = document.body.appendChild(document.createElement('div'));
    probe.style.cssText = 'position:fixed;visibility:hidden;height:1px;width:1px';
    // The list corrects its place in animation frames and where sizes are observed: what stands after both is painted.
    const painted = () =>
      new Promise<void>((resolve) => {
        const observer = new ResizeObserver(() => {
          observer.disconnect();
          resolve();
        });
        requestAnimationFrame(() => observer.observe(probe));
      });
    const atRest = async (look: () => void) => {
      let [quiet, height] = [0, list.scrollHeight];
      const deadline = performance.now() + 5_000;
      while (quiet < 6 && performance.now() < deadline) {
        await painted();
        look();
        quiet = list.scrollHeight === height ? quiet + 1 : 0;
        height = list.scrollHeight;
      }
    };
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
    await atRest(() => undefined);
    const from = list.scrollTop;
    const lines = inView();
    list.scrollTop += distance;
    const scrolled = from - list.scrollTop;
    // A line is held to where the scrolling alone brings it, one that comes into view to where it is painted first.
    const places = new Map(lines.map(({ id, at }) => [id, at.top + scrolled]));
    const moved = () =>
      inView().map(({ id, at }) => {
        if (!places.has(id)) places.set(id, at.top);
        return Math.abs(at.top - (places.get(id) ?? at.top));
      });
    let jerk = 0;
    await atRest(() => {
      jerk = Math.max(jerk, ...moved());
    });
    probe.remove();
    const rows = document.querySelectorAll('[role=article]').length;
    const first = Number(/line (\d+)/.exec(inView()[0]?.label ?? '')?.[1] ?? Number.NaN);
    return { shift: Math.round(Math.max(0, ...moved())), jerk: Math.round(jerk), rows, first };
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
