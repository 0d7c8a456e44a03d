import { expect, test } from 'vitest';
import { problemsOf } from '../plant.mjs';
import { coloursAreTokens } from './colours.mjs';

test.each([
  "const tint = '#fff';",
  "const tint = '#0a7ea4cc';",
  "const tint = 'rgba(0, 0, 0, 0.5)';",
  'const tint = `hsl($' + '{hue}, 40%, 50%)`;',
  "const style = { backgroundColor: 'white' };",
  'const view = <Icon color="red" />;',
])('a colour outside the tokens is reported: %s', (code) => {
  expect(problemsOf(coloursAreTokens, { 'frontend/src/components/a.tsx': code })).toHaveLength(1);
  expect(
    problemsOf(coloursAreTokens, { 'frontend/src/ui/tokens.ts': code.replace(/^.*<Icon.*$/, '') }),
  ).toEqual([]);
});

test('what only looks like a colour is fine', () => {
  const code = "const a = '#general'; const b = { label: 'red' }; const c = { color: 'transparent' };";
  expect(problemsOf(coloursAreTokens, { 'frontend/src/components/a.tsx': code })).toEqual([]);
});
