import { expect, it, vi } from 'vitest';

vi.mock('./device-storage', () => ({ deviceStorage: { getItem: () => null, setItem: () => undefined } }));
vi.mock('../ui', () => ({}));

const { readSettings } = await import('./settings');

it('takes what was stored', () => {
  expect(readSettings('{"theme":"dark","textScale":1.3}')).toMatchObject({
    theme: 'dark',
    textScale: 1.3,
    density: 'comfortable',
  });
});

it('keeps the default for what makes no sense, and drops what it does not know', () => {
  const settings = readSettings('{"theme":"pink","listWidth":9000,"__proto__":{"x":1},"other":1}');
  expect(settings).toMatchObject({ theme: 'system', listWidth: 320 });
  expect(settings).not.toHaveProperty('other');
});

it('starts anew from text that is not JSON', () => {
  for (const text of ['', '{', 'null', '3']) expect(readSettings(text).theme).toBe('system');
});
