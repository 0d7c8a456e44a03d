import { expect, it } from 'vitest';
import { secretLinkOf } from './link';

it('takes the code of the link that makes the first administrator', () => {
  expect(secretLinkOf('/claim-admin', '#dtpc-94q6')).toEqual({ kind: 'claim', code: 'dtpc-94q6' });
});

it('takes handle and code of a reset link, as the server writes it', () => {
  const hash = `#${new URLSearchParams({ handle: 'zoë.k', code: 'ab cd' })}`;
  expect(secretLinkOf('/recover', hash)).toEqual({ kind: 'recover', handle: 'zoë.k', code: 'ab cd' });
});

it('is nothing without a secret or on another page', () => {
  expect(secretLinkOf('/claim-admin', '')).toBeUndefined();
  expect(secretLinkOf('/recover', '')).toBeUndefined();
  expect(secretLinkOf('/r/1', '#x')).toBeUndefined();
});
