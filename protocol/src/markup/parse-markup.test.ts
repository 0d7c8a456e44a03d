import { describe, expect, it } from 'vitest';
import { parseMarkup } from './parse-markup.ts';
import type { Inline } from './tree.ts';

/** The inlines of a text that is one paragraph. */
function inline(text: string): readonly Inline[] {
  const [block, ...more] = parseMarkup(text);
  if (block?.kind !== 'paragraph' || more.length > 0) throw new Error(`${text} is not one paragraph`);
  return block.children;
}

const text = (words: string): Inline => ({ kind: 'text', text: words });

describe('what CommonMark does not have', () => {
  it('R81: two tildes strike, two bars hide, and one or three of them are text', () => {
    expect(inline('a ~~b~~ ||c **d**|| ~e~ |||f|||')).toEqual([
      text('a '),
      { kind: 'strike', children: [text('b')] },
      text(' '),
      { kind: 'spoiler', children: [text('c '), { kind: 'bold', children: [text('d')] }] },
      text(' ~e~ |||f|||'),
    ]);
    expect(inline('if (a || b || c)')).toEqual([text('if (a || b || c)')]);
  });

  it('R81: a line break is one, typed as two spaces, a backslash or nothing', () => {
    const broken = [text('a'), { kind: 'break' }, text('b')];
    for (const typed of ['a\nb', 'a  \nb', 'a\\\nb', 'a\r\nb']) expect(inline(typed), typed).toEqual(broken);
  });

  it('R81: headings, rules, images, entities and HTML are the text that they are', () => {
    for (const typed of [
      '# one',
      '---',
      '* * *',
      '&amp;',
      '<b>x</b>',
      '<script>alert(1)</script>',
      '<!-- x -->',
    ])
      expect(inline(typed), typed).toEqual([text(typed)]);
  });
});

describe('web addresses in the text', () => {
  const linkIn = (typed: string) =>
    inline(typed)
      .flatMap((node) => (node.kind === 'link' ? [node.url] : []))
      .join(' ');

  it('R82: are links up to what belongs to the sentence', () => {
    const cases = {
      'see https://a.example/x, or not': 'https://a.example/x',
      '(https://a.example/x)': 'https://a.example/x',
      'https://a.example/b_(c)': 'https://a.example/b_(c)',
      '**https://a.example**': '',
      'https://a.example/x?y[]=1&z=2#f.': 'https://a.example/x?y[]=1&z=2#f',
      '||https://a.example||': '',
      'HTTP://A.example!': 'HTTP://A.example',
      '<https://a.example/x y>': 'https://a.example/x',
      'https://münchen.example/ö': 'https://münchen.example/ö',
    };
    for (const [typed, url] of Object.entries(cases)) expect(linkIn(typed), typed).toBe(url);
    expect(inline('**https://a.example**')).toEqual([
      {
        kind: 'bold',
        children: [{ kind: 'link', url: 'https://a.example', children: [text('https://a.example')] }],
      },
    ]);
  });

  it('R82: are none inside a word, without a host, or in code', () => {
    for (const typed of [
      'xhttps://a.example',
      'https://',
      'https:///x',
      '`https://a.example`',
      'www.a.example',
    ])
      expect(linkIn(typed), typed).toBe('');
  });

  it('R82: a link in a link is text', () => {
    expect(inline('[https://good.example @ann](https://bad.example)')).toEqual([
      { kind: 'link', url: 'https://bad.example', children: [text('https://good.example @ann')] },
    ]);
  });
});

describe('mentions', () => {
  const mentioned = (typed: string) =>
    inline(typed).flatMap((node) => (node.kind === 'mention' ? [`${node.of}:${node.name}`] : []));

  it('R83: name a person, a room, a role or everyone', () => {
    expect(mentioned('@zoë.k. and @bob_2, #trail-map: @Everyone, @admin!')).toEqual([
      'person:zoë.k',
      'person:bob_2',
      'room:trail-map',
      'everyone:Everyone',
      'role:admin',
    ]);
    expect(mentioned('(@ann) "@bob" @eve')).toEqual(['person:ann', 'person:bob', 'person:eve']);
  });

  it('R83: are none in addresses, paths, code or behind a backslash', () => {
    for (const typed of [
      'a@b.example',
      'x/@ann',
      '`@ann`',
      '\\@ann',
      '@',
      '# 1',
      'c#',
      '@@ann',
      'a+@b.example',
    ])
      expect(mentioned(typed), typed).toEqual([]);
  });

  it('R83: stand inside styles and lists', () => {
    expect(inline('_@ann_')).toEqual([
      { kind: 'italic', children: [{ kind: 'mention', of: 'person', name: 'ann' }] },
    ]);
  });
});

describe('depth', () => {
  it('R84: what is quoted deeper than eight times is text', () => {
    let depth = 0;
    let blocks = parseMarkup(`${'>'.repeat(40)} deep`);
    while (blocks[0]?.kind === 'quote') {
      depth += 1;
      blocks = blocks[0].children;
    }
    expect(depth).toBe(8);
    expect(blocks).toEqual([{ kind: 'paragraph', children: [text(`${'>'.repeat(32)} deep`)] }]);
  });

  it('R84: styles deeper than twelve keep their signs', () => {
    const typed = `${'*a _b '.repeat(10)}x${' b_ a*'.repeat(10)}`;
    let depth = 0;
    let nodes = inline(typed);
    for (;;) {
      const inner = nodes.find((node) => node.kind === 'italic');
      if (inner?.kind !== 'italic') break;
      depth += 1;
      nodes = inner.children;
    }
    expect(depth).toBe(12);
    expect(nodes).toEqual([text('b *a _b *a _b *a _b *a _b x b_ a* b_ a* b_ a* b_ a* b')]);
  });
});
