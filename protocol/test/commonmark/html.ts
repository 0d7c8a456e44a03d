// The HTML that CommonMark's examples are written in, made from a tree. Only this test makes HTML of a message.
import { mentionText } from '../../src/markup/mention.ts';
import type { Block, Inline, MarkupTree } from '../../src/markup/tree.ts';

/** A tree as the examples would have it, without their titles and with a line break for either kind of break. */
export function htmlOf(tree: MarkupTree): string {
  return tree.map((block) => `${blockHtml(block, true)}\n`).join('');
}

function blockHtml(block: Block, hasParagraphs: boolean): string {
  switch (block.kind) {
    case 'paragraph':
      return hasParagraphs ? `<p>${inlineHtml(block.children)}</p>` : inlineHtml(block.children);
    case 'quote':
      return `<blockquote>\n${htmlOf(block.children)}</blockquote>`;
    case 'code': {
      const language = block.language === undefined ? '' : ` class="language-${escaped(block.language)}"`;
      return `<pre><code${language}>${block.text === '' ? '' : `${escaped(block.text)}\n`}</code></pre>`;
    }
    case 'list': {
      const tag = block.start === undefined ? 'ul' : 'ol';
      const start = (block.start ?? 1) === 1 ? '' : ` start="${block.start}"`;
      return `<${tag}${start}>\n${block.items.map((item) => itemHtml(item, block.loose)).join('')}</${tag}>`;
    }
  }
}

function itemHtml(blocks: readonly Block[], isLoose: boolean): string {
  let html = '<li>';
  for (const block of blocks) {
    const isBare = block.kind === 'paragraph' && !isLoose;
    if (!isBare && !html.endsWith('\n')) html += '\n';
    html += blockHtml(block, isLoose);
    if (!isBare) html += '\n';
  }
  return `${html}</li>\n`;
}

const tags = { bold: 'strong', italic: 'em', strike: 'del', spoiler: 'span' } as const;

function inlineHtml(inlines: readonly Inline[]): string {
  return inlines.map(oneHtml).join('');
}

function oneHtml(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escaped(inline.text);
    case 'code':
      return `<code>${escaped(inline.text)}</code>`;
    case 'break':
      return '\n';
    case 'mention':
      return escaped(mentionText(inline));
    case 'link':
      return `<a href="${escaped(percentEncoded(inline.url))}">${inlineHtml(inline.children)}</a>`;
    default:
      return `<${tags[inline.kind]}>${inlineHtml(inline.children)}</${tags[inline.kind]}>`;
  }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** What the examples do to an address: all but what may stand in one, and what is encoded already. */
function percentEncoded(url: string): string {
  return url.replace(/%[0-9a-f]{2}|[^\w\-.!~*'();/?:@&=+$,#]/gi, (part) =>
    part.length === 3 ? part : encodeURIComponent(part),
  );
}
