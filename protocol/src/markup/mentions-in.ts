import type { Block, Inline, MarkupTree, Mention } from './tree.ts';

/** All mentions of a tree, in order. Code holds none. */
export function mentionsIn(tree: MarkupTree): readonly Mention[] {
  return tree.flatMap(inBlock);
}

function inBlock(block: Block): readonly Mention[] {
  switch (block.kind) {
    case 'paragraph':
      return block.children.flatMap(inInline);
    case 'quote':
      return mentionsIn(block.children);
    case 'list':
      return block.items.flatMap(mentionsIn);
    case 'code':
      return [];
  }
}

function inInline(inline: Inline): readonly Mention[] {
  if (inline.kind === 'mention') return [inline];
  return 'children' in inline ? inline.children.flatMap(inInline) : [];
}
