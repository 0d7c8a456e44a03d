import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import tokens from './tokens.json';

const css = readFileSync(path.resolve(import.meta.dirname, '../../public/base.css'), 'utf8').replaceAll(
  '"',
  "'",
);

it.each(Object.entries(tokens.themes))(
  'paints %s before React with the colours of the tokens',
  (name, theme) => {
    const block = css.split(`html[data-theme='${name}']`).at(1)?.split('}').at(0);
    expect(block).toBeDefined();
    expect(block).toContain(`color-scheme: ${theme.dark ? 'dark' : 'light'}`);
    expect(block).toContain(`background: ${theme.paper.surface}`);
    expect(block).toContain(`--focus-ring: ${theme.chat.focusRing}`);
  },
);
