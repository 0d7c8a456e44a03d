import type { App } from './app.ts';

/** Watches from inside the page, so that no state is missed between two looks: each tick that a message ever had. */
export async function ticksOf({ page }: App, text: string): Promise<{ states: () => Promise<string[]> }> {
  const log = await page.evaluateHandle((wanted) => {
    const states: string[] = [];
    const look = () => {
      const rows = [...document.querySelectorAll('[role=article]')];
      const row = rows.find(({ textContent }) => textContent?.includes(wanted));
      const state = row?.querySelector('[role=img]')?.getAttribute('aria-label');
      if (state && states.at(-1) !== state) states.push(state);
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['aria-label'],
    });
    return states;
  }, text);
  return { states: () => log.jsonValue() };
}
