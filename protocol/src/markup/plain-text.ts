import { limits } from '../limits.ts';
import { codePoints } from '../text.ts';
import { mentionText } from './mention.ts';
import { parseMarkup } from './parse-markup.ts';
import type { Block, Inline, ListBlock, MarkupTree } from './tree.ts';

/** Stands for the words of a spoiler wherever nobody asked to see them. */
const hidden = '▒▒▒';

/** A tree in words alone, a line a block: for previews, notifications and what is read aloud. Spoilers stay hidden. */
export function plainText(tree: MarkupTree, spoiler: string = hidden): string {
  return tree.map((block) => blockText(block, spoiler)).join('\n');
}

/** What a list, a quote or a notification shows of a text. A spoiler that was cut there hides all that is left. */
export function previewText(text: string): string {
  const shown = plainText(parseMarkup(text));
  const max = limits.quotePreviewCodePoints;
  const open = codePoints(text, max) < max ? -1 : shown.search(/\|\|\S/);
  return open < 0 ? shown : shown.slice(0, open) + hidden;
}

/** The words of inlines, as plainText gives them. */
export function inlineText(inlines: readonly Inline[], spoiler: string = hidden): string {
  return inlines.map((inline) => oneInline(inline, spoiler)).join('');
}

function blockText(block: Block, spoiler: string): string {
  switch (block.kind) {
    case 'paragraph':
      return inlineText(block.children, spoiler);
    case 'quote':
      return plainText(block.children, spoiler);
    case 'list':
      return listText(block, spoiler);
    case 'code':
      return block.text;
  }
}

function listText({ items, start }: ListBlock, spoiler: string): string {
  const marker = (index: number) => (start === undefined ? '•' : `${start + index}.`);
  return items.map((item, index) => `${marker(index)} ${plainText(item, spoiler)}`).join('\n');
}

function oneInline(inline: Inline, spoiler: string): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'break':
      return '\n';
    case 'mention':
      return mentionText(inline);
    case 'spoiler':
      return spoiler;
    case 'link':
      return inlineText(inline.children, spoiler) || inline.url;
    default:
      return inlineText(inline.children, spoiler);
  }
}
