import type { Fence } from './fence.ts';

/** The lines that a block was read from. */
interface Placed {
  readonly first: number;
  last: number;
}

export interface RawParagraph extends Placed {
  readonly kind: 'paragraph';
  readonly lines: string[];
}

export interface RawCode extends Placed {
  readonly kind: 'code';
  readonly fence: Fence;
  readonly lines: string[];
}

export interface RawQuote extends Placed {
  readonly kind: 'quote';
  readonly blocks: RawBlock[];
}

export interface RawItem extends Placed {
  readonly kind: 'item';
  /** Columns that a line needs to belong to it. */
  readonly indent: number;
  readonly blocks: RawBlock[];
}

export interface RawList extends Placed {
  readonly kind: 'list';
  readonly sign: string;
  readonly start?: number;
  readonly items: RawItem[];
}

/** A block while its lines are still coming; what stands inside paragraphs is not read yet. */
export type RawBlock = RawParagraph | RawCode | RawQuote | RawList;

/** The last line of a block; a list and an item end where what is in them ends, whatever empty lines follow. */
export function lastLine(block: RawBlock | RawItem): number {
  let at = block;
  while (at.kind === 'list' || at.kind === 'item') {
    const inner = at.kind === 'list' ? at.items.at(-1) : at.blocks.at(-1);
    if (inner === undefined) return at.last;
    at = inner;
  }
  return at.last;
}

/** An empty line stands between two of its items, or between two blocks of one. */
export function isLoose({ items }: RawList): boolean {
  return hasGap(items) || items.some(({ blocks }) => hasGap(blocks));
}

function hasGap(blocks: readonly (RawBlock | RawItem)[]): boolean {
  return blocks.some((block, index) => {
    const next = blocks[index + 1];
    return next !== undefined && next.first > lastLine(block) + 1;
  });
}
