import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** It joins the words of neighbouring lines without a space, and so takes every control of two lines for wrongly named. */
const blind = ['label-content-name-mismatch'];

/** What axe finds on a page that is serious or critical, a line each: rule, how many places, the first of them. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // A modal is a dialog to readers of the screen one render after it stands in the page.
  await page.waitForFunction(() => document.querySelector('[aria-modal="true"]:not([role])') === null);
  const { violations } = await new AxeBuilder({ page }).disableRules(blind).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes.length}) ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
    );
}
