import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { cutMarkup } from './cut-markup.ts';
import { roomMentionName } from './mention.ts';
import { mentionsIn } from './mentions-in.ts';
import { parseMarkup } from './parse-markup.ts';
import { plainText, previewText } from './plain-text.ts';

const everything = [
  'Hello **bold _and italic_** ~~gone~~ `code`',
  'see [the map](https://a.example/map) @ann #trail-map',
  '',
  '> quoted',
  '',
  '1. one',
  '2. ||hidden||',
  '',
  '```ts',
  'const a = 1;',
  '```',
].join('\n');

describe('a message in plain words', () => {
  it('R84: has the words, without the signs and without what a spoiler hides', () => {
    expect(plainText(parseMarkup(everything))).toBe(
      'Hello bold and italic gone code\nsee the map @ann #trail-map\nquoted\n1. one\n2. ▒▒▒\nconst a = 1;',
    );
    expect(plainText(parseMarkup('a ||b|| c'), 'spoiler')).toBe('a spoiler c');
  });

  it('R84: a preview that was cut inside a spoiler shows none of it', () => {
    const max = limits.quotePreviewCodePoints;
    for (const open of ['it was ||', 'it was **bold ||', '> it was ||', '- ||a **'])
      for (const tail of ['', '|', '\\', ' ', '`', '[', ' ||', '*']) {
        const body = `${open}${'the butler '.repeat(30)}`.slice(0, max - tail.length) + tail;
        expect(previewText(body), body).not.toContain('butler the');
      }
    const plain = 'words '.repeat(60).slice(0, max);
    expect(previewText(plain)).toBe(plain.trimEnd());
  });
});

describe('a tree that is cut', () => {
  it('is the same tree where all of it fits', () => {
    const tree = parseMarkup(everything);
    expect(cutMarkup(tree, 1_200)).toBe(tree);
  });

  it('keeps a spoiler closed, and ends in a sign that there is more', () => {
    const tree = cutMarkup(parseMarkup(`||${'secret '.repeat(100)}end||`), 100);
    expect(tree).toEqual([
      {
        kind: 'paragraph',
        children: [
          {
            kind: 'spoiler',
            children: [{ kind: 'text', text: expect.stringMatching(/^(secret ?)+s?e?…$/) }],
          },
        ],
      },
    ]);
  });

  it('counts lines too', () => {
    const list = cutMarkup(parseMarkup('- a\n'.repeat(1_000)), 1_200)[0];
    expect(list?.kind === 'list' ? list.items.length : 0).toBeLessThan(30);
    const code = cutMarkup(parseMarkup(`\`\`\`\n${'a\n'.repeat(1_000)}`), 1_200)[0];
    expect(code?.kind === 'code' ? code.text.split('\n').length : 0).toBeLessThan(30);
  });
});

it('R83: mentions are found wherever they stand, and a room has one name to be called by', () => {
  const tree = parseMarkup('@a **@b** ||@c||\n> - @d\n\n`@e` [@f](https://a.example) #g');
  expect(mentionsIn(tree).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'g']);
  expect(roomMentionName('  Trail Map (2), Zoë ')).toBe('trail-map-2-zoë');
});
