import { expect, it } from 'vitest';
import { mentionedIn } from './split-text';

const people = [
  { id: 1, handle: 'bob' },
  { id: 2, handle: 'Zoë.K' },
  { id: 3, handle: 'cid' },
];

it('mentions people by their whole handles, each once', () => {
  expect(mentionedIn('@bob, @bobby and @bob: not a mail@cid.example', people)).toEqual([1]);
});

it('takes a handle in any case, with the dot inside and without the one that ends the sentence', () => {
  expect(mentionedIn('Ask @zoë.k.', people)).toEqual([2]);
});

it('mentions nobody who is not here', () => {
  expect(mentionedIn('@nobody', people)).toEqual([]);
});
