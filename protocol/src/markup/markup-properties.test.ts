// Any text at all: made of what markup is made of, so that most of it means something. A failure prints its seed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinkUrl } from './link-url.ts';
import { mentionText } from './mention.ts';
import { mentionsIn } from './mentions-in.ts';
import { parseMarkup, parseWith } from './parse-markup.ts';
import { plainText } from './plain-text.ts';
import type { Block, Inline, MarkupTree } from './tree.ts';

const pieces = (
  '* ** *** _ __ ~~ || ` `` ``` ~~~ > - + 1. 2) [ ]( ] ( ) <> \\ \\* ! # @ @ann #room @everyone & &amp; <b> </b> ' +
  'javascript: JaVaScRiPt:alert(1) data: vbscript: https:// HTTPS://a.example http://b.example/(x) mailto:a@b.example ' +
  '<https://c.example> <javascript:x> <d@e.example> "t" a bc é 你好 שלום 👩‍👩‍👧 \u0000 \u0001 \u200b \u202e \ud800 \u00a0'
).split(' ');
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces, ' ', '  ', '\t', '\n', '\n\n', '\r\n', '    '),
      fc.string({ maxLength: 4 }),
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));

const known = new Set([
  'text',
  'code',
  'break',
  'bold',
  'italic',
  'strike',
  'spoiler',
  'link',
  'mention',
  'paragraph',
  'quote',
  'list',
  'code',
]);

interface Seen {
  readonly kinds: string[];
  readonly urls: string[];
  words: string;
}

/** Everything that a tree holds, in order. */
function look(tree: MarkupTree, seen: Seen = { kinds: [], urls: [], words: '' }): Seen {
  const inline = (node: Inline) => {
    seen.kinds.push(node.kind);
    if (node.kind === 'link') seen.urls.push(node.url);
    if (node.kind === 'mention') seen.words += mentionText(node);
    if ('text' in node) seen.words += node.text;
    if ('children' in node) node.children.forEach(inline);
  };
  const block = (node: Block) => {
    seen.kinds.push(node.kind);
    if (node.kind === 'list') for (const item of node.items) look(item, seen);
    else if (node.kind === 'quote') look(node.children, seen);
    else if (node.kind === 'code') seen.words += node.text;
    else node.children.forEach(inline);
  };
  tree.forEach(block);
  return seen;
}

/** Whether the letters of one text stand in the other in the same order. */
function isWithin(inner: string, outer: string): boolean {
  let at = 0;
  for (const unit of inner) {
    const found = outer.indexOf(unit, at);
    if (found < 0) return false;
    at = found + unit.length;
  }
  return true;
}

const runs = { numRuns: 600 };

describe('any text', () => {
  it('R80: has a tree of known nodes, the same after a round through JSON, whose words all come from it', () => {
    fc.assert(
      fc.property(fc.oneof(markup, fc.string({ unit: 'binary' })), (text) => {
        const tree = parseMarkup(text);
        const { words, kinds } = look(tree);
        expect(kinds.filter((kind) => !known.has(kind))).toEqual([]);
        expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
        expect(isWithin(words.replace(/\s/g, ''), text.replace(/\s/g, ''))).toBe(true);
        expect(typeof plainText(tree)).toBe('string');
        expect(mentionsIn(tree).length).toBeLessThanOrEqual(text.length);
      }),
      runs,
    );
  });

  it('R82: leads to https, http and mailto only', () => {
    let links = 0;
    fc.assert(
      fc.property(markup, (text) => {
        for (const url of look(parseMarkup(text)).urls) {
          links += 1;
          expect(url).toMatch(/^(https?:\/\/|mailto:)[^\s\\\p{Cc}]+$/iu);
          expect(['https:', 'http:', 'mailto:']).toContain(URL.parse(url)?.protocol ?? 'https:');
        }
      }),
      runs,
    );
    expect(links).toBeGreaterThan(50);
  });

  it('R84: costs a counted number of steps for each of its characters', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const work = { steps: 0 };
        parseWith(text, { isAllowed: isLinkUrl, work });
        expect(work.steps).toBeLessThanOrEqual(30 * (text.length + 1));
      }),
      runs,
    );
  });
});

describe('addresses that look like others', () => {
  const evil = [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' javascript:alert(1)',
    '&#106;avascript:alert(1)',
    'javascript&colon;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://a.example',
    '//a.example',
    '/path',
    'https:a.example',
    'https:\\\\a.example',
    'https:///a.example',
    'https://a.example\u0000',
    'https://a.example/\u00a0x',
    'mailto:',
    'intent://x#Intent;scheme=https;end',
    'blob:https://a.example/x',
  ];

  it.each(evil)('R82: %j is no link in any writing', (url) => {
    for (const typed of [`[x](${url})`, `[x](<${url}>)`, `<${url}>`, url, `[x](${url} "t")`]) {
      const found = look(parseMarkup(typed)).urls;
      for (const link of found) expect(link, typed).toMatch(/^(https?:\/\/a\.example|mailto:.)/);
      if (!/https?:\/\/a\.example/.test(url)) expect(found, typed).toEqual([]);
    }
  });
});
