import { describe, expect, it } from 'vitest';
import { type Completion, completed, matching, signedWordAt } from './completion';

const person = (handle: string, name: string): Completion => ({
  kind: 'person',
  id: handle,
  insert: `@${handle}`,
  label: name,
  detail: `@${handle}`,
});
const people = [person('zoe', 'Zoë Ahn'), person('anna', 'Anna Berg'), person('bela', 'Béla Anders')];

describe('the word at the caret', () => {
  it('begins with a sign at the start or after a space or a bracket', () => {
    for (const before of ['', 'hi ', 'hi\n', '(', '“']) {
      const text = `${before}@an`;
      expect(signedWordAt(text, text.length)).toEqual({
        sign: '@',
        query: 'an',
        start: before.length,
        end: text.length,
      });
    }
    expect(signedWordAt('see #trail-m', 12)).toMatchObject({ sign: '#', query: 'trail-m' });
    expect(signedWordAt('@', 1)).toMatchObject({ query: '' });
  });

  it('is an emoji behind a colon and two letters, so not a time, a face or what a list begins with', () => {
    expect(signedWordAt('yes :sm', 7)).toMatchObject({ sign: ':', query: 'sm', start: 4 });
    expect(signedWordAt(':+1', 3)).toMatchObject({ query: '+1' });
    for (const text of ['10:30', 'x :D', 'so: an', 'http://an', ':sm ']) {
      expect(signedWordAt(text, text.length), text).toBeUndefined();
    }
  });

  it('is none in an address, in the middle of a word, and after the word has ended', () => {
    for (const text of ['mail@an', 'https://x/@an', 'a##an', '@an ', 'plain']) {
      expect(signedWordAt(text, text.length), text).toBeUndefined();
    }
    expect(signedWordAt('@anna', 3)).toBeUndefined();
  });
});

describe('completions', () => {
  const found = (query: string) => matching(query, people).map(({ id }) => id);

  it('are found by handle, by name and by any word of it, without case and accents', () => {
    expect(found('an')).toEqual(['anna', 'bela']);
    expect(found('ZO')).toEqual(['zoe']);
    expect(found('bél')).toEqual(['bela']);
    expect(found('ahn')).toEqual(['zoe']);
    expect(found('x')).toEqual([]);
    expect(found('')).toEqual(['zoe', 'anna', 'bela']);
  });

  it('stand in the place of the word with one space behind, whatever follows', () => {
    const at = (text: string, caret: number) => {
      const word = signedWordAt(text, caret);
      return word && people[1] ? completed(text, word, people[1]) : undefined;
    };
    expect(at('hi @an', 6)).toEqual({ text: 'hi @anna ', caret: 9 });
    expect(at('hi @an there', 6)).toEqual({ text: 'hi @anna there', caret: 9 });
    expect(at('@', 1)).toEqual({ text: '@anna ', caret: 6 });
  });
});
