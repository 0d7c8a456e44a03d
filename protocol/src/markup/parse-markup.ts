// From a message's text to its tree: CommonMark's paragraphs, quotes, lists, fenced code, emphasis, code, links and
// escapes, with strike, spoilers, mentions and bare web addresses beside them. Raw HTML, headings, rules, images,
// entities and reference links are text. One pass over the lines, one over the text of each paragraph; nothing looks
// back further than a counted limit, so that the time grows with the length alone.
import { BlockReader } from './block-reader.ts';
import { buildInlines } from './build-inlines.ts';
import { trimmedEnd } from './characters.ts';
import { InlineReader } from './inline-reader.ts';
import { isLinkUrl } from './link-url.ts';
import { isLoose, type RawBlock, type RawList } from './raw-block.ts';
import type { Block, Inline, ListBlock, MarkupTree } from './tree.ts';
import type { Work } from './work.ts';

/** Reads a message's text. Any text has a tree; links lead to https, http and mailto only. */
export function parseMarkup(text: string): MarkupTree {
  return parseWith(text, { isAllowed: isLinkUrl, work: { steps: 0 } });
}

export interface ParseOptions {
  readonly isAllowed: (url: string) => boolean;
  readonly work: Work;
}

/** parseMarkup with other links allowed, for CommonMark's own examples, and with its work counted. */
export function parseWith(text: string, options: ParseOptions): MarkupTree {
  const reader = new BlockReader(options.work);
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) reader.read(line);
  return blocksOf(reader.blocks, options);
}

function blocksOf(blocks: readonly RawBlock[], options: ParseOptions): readonly Block[] {
  return blocks.map((block) => blockOf(block, options));
}

function blockOf(block: RawBlock, options: ParseOptions): Block {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', children: inlinesOf(block.lines, options) };
    case 'quote':
      return { kind: 'quote', children: blocksOf(block.blocks, options) };
    case 'list':
      return listOf(block, options);
    case 'code': {
      const { language } = block.fence;
      const text = block.lines.join('\n');
      return { kind: 'code', text, ...(language === undefined ? {} : { language }) };
    }
  }
}

function listOf(list: RawList, options: ParseOptions): ListBlock {
  const items = list.items.map(({ blocks }) => blocksOf(blocks, options));
  const loose = isLoose(list);
  return { kind: 'list', loose, items, ...(list.start === undefined ? {} : { start: list.start }) };
}

function inlinesOf(lines: readonly string[], { isAllowed, work }: ParseOptions): readonly Inline[] {
  const text = lines.join('\n');
  const words = text.slice(0, trimmedEnd(text, 0, text.length));
  return buildInlines(new InlineReader(words, isAllowed, work).read());
}
