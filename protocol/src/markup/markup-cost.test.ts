import { describe, expect, it } from 'vitest';
import { hostileTexts } from '../../test/hostile-texts.ts';
import { isLinkUrl } from './link-url.ts';
import { parseWith } from './parse-markup.ts';

/** Twice the text may cost twice the steps; a square would cost four times as many. */
const growthMax = 2.2;
const stepsPerCharacterMax = 30;

function stepsFor(text: string): number {
  const work = { steps: 0 };
  parseWith(text, { isAllowed: isLinkUrl, work });
  return work.steps;
}

describe('a text of 64 KiB that was made to be slow', () => {
  it.each(Object.entries(hostileTexts))('R84: costs in proportion to its length: %s', (_name, make) => {
    const half = stepsFor(make(32_768));
    const whole = stepsFor(make(65_536));
    expect(whole).toBeLessThanOrEqual(65_536 * stepsPerCharacterMax);
    expect(whole).toBeLessThanOrEqual(half * growthMax + 100);
  });
});
