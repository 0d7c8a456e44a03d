import { describe, expect, it } from 'vitest';
import data from '../../test/commonmark/examples.json' with { type: 'json' };
import { htmlOf } from '../../test/commonmark/html.ts';
import { parseWith } from './parse-markup.ts';

const examplesOfTheSpec = 652;

/** The tree has one kind of break and no titles. */
function comparable(html: string): string {
  return html.replaceAll('<br />\n', '\n').replaceAll(/ title="[^"]*"/g, '');
}

const sections = Map.groupBy(data.examples, ({ section }) => section);

describe.each([...sections])('CommonMark 0.31, %s', (_section, examples) => {
  it.each(examples)('R80: example $number', ({ markdown, html }) => {
    // The examples lead to /url and the like; which links are allowed is no matter of theirs.
    const tree = parseWith(markdown, { isAllowed: () => true, work: { steps: 0 } });
    expect(htmlOf(tree)).toBe(comparable(html));
  });
});

it('R80: every example of the specification is kept, or left out for a reason', () => {
  const kept = data.examples.map(({ number }) => number);
  const left = data.excluded.flatMap(({ numbers }) => numbers);
  const all = [...kept, ...left].sort((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: examplesOfTheSpec }, (_, index) => index + 1));
  for (const { reason } of data.excluded) expect(reason.length).toBeGreaterThan(10);
});
