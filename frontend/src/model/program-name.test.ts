import { expect, it } from 'vitest';
import { programName } from './program-name';

it('names the browser that it is, not those that it claims to be too', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';
  expect(programName(chrome)).toBe('Chrome on Linux');
  expect(programName(`${chrome} Edg/141.0`)).toBe('Edge on Linux');
  expect(programName('Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0')).toBe(
    'Firefox on Windows',
  );
});

it('tells a phone from a desk', () => {
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1';
  expect(programName(safari)).toBe('Safari on iPhone');
  expect(
    programName('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36'),
  ).toBe('Chrome on Android');
});

it('does not invent a name for what it does not know', () => {
  expect(programName('curl/8.0')).toBe('Browser');
});
