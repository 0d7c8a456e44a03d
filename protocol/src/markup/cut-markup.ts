import { excerpt } from '../text.ts';
import type { Block, Inline, MarkupTree } from './tree.ts';

/** A line counts as so many characters: what is cut is cut for its height. */
const lineCharacters = 50;

/** The beginning of a tree, as much as about `characters` characters show; the same tree if all of it fits. */
export function cutMarkup(tree: MarkupTree, characters: number): MarkupTree {
  const cut = new Cut(characters);
  const blocks = cut.blocks(tree);
  return cut.isWhole ? tree : blocks;
}

class Cut {
  isWhole = true;
  private left: number;

  constructor(characters: number) {
    this.left = characters;
  }

  blocks(blocks: readonly Block[]): readonly Block[] {
    return this.taken(blocks, (block) => this.block(block));
  }

  private block(block: Block): Block {
    this.left -= lineCharacters;
    switch (block.kind) {
      case 'paragraph':
        return { ...block, children: this.inlines(block.children) };
      case 'quote':
        return { ...block, children: this.blocks(block.children) };
      case 'list':
        return { ...block, items: this.taken(block.items, (item) => this.blocks(item)) };
      case 'code':
        return { ...block, text: this.lines(block.text) };
    }
  }

  private inlines(inlines: readonly Inline[]): readonly Inline[] {
    return this.taken(inlines, (inline) => this.inline(inline));
  }

  private inline(inline: Inline): Inline {
    if (inline.kind === 'break') this.left -= lineCharacters;
    if ('text' in inline) return { ...inline, text: this.words(inline.text) };
    return 'children' in inline ? { ...inline, children: this.inlines(inline.children) } : inline;
  }

  private lines(text: string): string {
    return this.taken(text.split('\n'), (line) => {
      this.left -= lineCharacters;
      return this.words(line);
    }).join('\n');
  }

  private words(text: string): string {
    const kept = excerpt(text, Math.max(this.left, 0));
    this.left -= text.length;
    if (kept.length < text.length) this.isWhole = false;
    return kept.length < text.length ? `${kept}…` : kept;
  }

  /** What is made of the parts, until nothing is left. */
  private taken<Part, Made>(parts: readonly Part[], make: (part: Part) => Made): Made[] {
    const made: Made[] = [];
    for (const part of parts) {
      if (this.left <= 0) {
        this.isWhole = false;
        break;
      }
      made.push(make(part));
    }
    return made;
  }
}
