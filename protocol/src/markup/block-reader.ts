// Reads lines into blocks after CommonMark's own strategy: each line first says which of the open quotes and items go
// on, then opens new ones, and what is left of it belongs to the paragraph or code inside. Of CommonMark it leaves out
// headings, rules, indented code, HTML and reference definitions: those lines are text. Each line costs at most
// one look at each open container, of which there are never more than `depthMax`. The classes of this folder have
// plain private fields: those with a # are reached through a WeakMap on phones, which made a parse many times slower.
import { closesFence, type Fence, readFence } from './fence.ts';
import { Line } from './line.ts';
import { isRule, type ListMarker, readListMarker } from './list-marker.ts';
import type { RawBlock, RawCode, RawItem, RawList, RawParagraph, RawQuote } from './raw-block.ts';
import type { Work } from './work.ts';

/** Quotes and items inside each other. Deeper markers are text. */
export const depthMax = 8;
/** White before a marker from which on it is none. */
const indentMax = 3;
/** From so many columns after the marker on, only one belongs to it. */
const paddingMax = 5;

/** What a container or fence begins with; most lines begin with none of these. */
const openers = '>-+*`~0123456789';

export class BlockReader {
  readonly blocks: RawBlock[] = [];
  private readonly open: (RawQuote | RawItem)[] = [];
  private readonly work: Work;
  private leaf: RawParagraph | RawCode | undefined;
  private number = 0;

  constructor(work: Work) {
    this.work = work;
  }

  /** Takes the next line. */
  read(text: string): void {
    this.number += 1;
    const line = new Line(text);
    const goesOn = this.match(line);
    const isWhole = goesOn === this.open.length;
    if (isWhole && this.leaf?.kind === 'code') {
      this.readCode(line, this.leaf);
      return;
    }
    const mayOpen = line.indent <= indentMax && openers.includes(line.next);
    const opens = mayOpen && this.openContainers(line, goesOn);
    const fence = mayOpen && line.indent <= indentMax ? readFence(line) : undefined;
    if (!opens && !isWhole && this.leaf?.kind === 'paragraph' && !line.blank && !fence) {
      // A paragraph goes on although its quote or item was not marked: CommonMark's lazy line.
      this.continue(this.leaf, line);
      return;
    }
    if (!opens) this.close(goesOn);
    if (line.blank) this.leaf = undefined;
    else if (fence) this.openCode(fence);
    else if (this.leaf?.kind === 'paragraph') this.continue(this.leaf, line);
    else this.openParagraph(line);
  }

  /** Counts how many of the open containers the line belongs to, and takes their marks. */
  private match(line: Line): number {
    let matched = 0;
    for (const container of this.open) {
      this.work.steps += 1;
      if (container.kind === 'quote' ? !takeQuoteMark(line) : !takeItemIndent(line, container)) break;
      if (container.kind === 'quote') container.last = this.number;
      matched += 1;
    }
    return matched;
  }

  /** Opens the quotes, lists and items that begin here; true if there was one. */
  private openContainers(line: Line, goesOn: number): boolean {
    let depth = goesOn;
    while (line.indent <= indentMax && depth < depthMax) {
      this.work.steps += 1;
      if (line.next === '>') {
        this.close(depth);
        this.openQuote(line);
      } else {
        const marker = this.markerAt(line, depth);
        if (marker === undefined) break;
        this.close(depth);
        this.openItem(line, marker);
      }
      this.leaf = undefined;
      depth += 1;
    }
    return depth > goesOn;
  }

  private markerAt(line: Line, depth: number): ListMarker | undefined {
    const marker = isRule(line) ? undefined : readListMarker(line);
    if (marker === undefined) return undefined;
    const interrupts = this.leaf?.kind === 'paragraph' && depth === this.open.length;
    if (!interrupts) return marker;
    // A number in running text may stand at the start of a line: only 1 begins a list there, and never an empty item.
    const isEmpty = line.text.slice(line.start + marker.length).trim() === '';
    return isEmpty || (marker.start ?? 1) !== 1 ? undefined : marker;
  }

  private openQuote(line: Line): void {
    takeQuoteMark(line);
    const quote: RawQuote = { kind: 'quote', first: this.number, last: this.number, blocks: [] };
    this.siblings().push(quote);
    this.open.push(quote);
  }

  private openItem(line: Line, marker: ListMarker): void {
    const before = line.indent;
    line.skip(marker.length);
    const padding = line.blank || line.indent >= paddingMax ? 1 : line.indent;
    line.skipColumns(padding);
    const indent = before + marker.length + padding;
    const item: RawItem = { kind: 'item', first: this.number, last: this.number, indent, blocks: [] };
    this.listFor(marker).items.push(item);
    this.open.push(item);
  }

  /** The list before this place if it has the same sign, else a new one. */
  private listFor({ sign, start }: ListMarker): RawList {
    const last = this.siblings().at(-1);
    if (last?.kind === 'list' && last.sign === sign) return last;
    const place = { first: this.number, last: this.number };
    const list: RawList = {
      kind: 'list',
      ...place,
      sign,
      items: [],
      ...(start === undefined ? {} : { start }),
    };
    this.siblings().push(list);
    return list;
  }

  private openCode(fence: Fence): void {
    const code: RawCode = { kind: 'code', first: this.number, last: this.number, fence, lines: [] };
    this.siblings().push(code);
    this.leaf = code;
  }

  private openParagraph(line: Line): void {
    const place = { first: this.number, last: this.number };
    const paragraph: RawParagraph = { kind: 'paragraph', ...place, lines: [line.text.slice(line.start)] };
    this.siblings().push(paragraph);
    this.leaf = paragraph;
  }

  private continue(paragraph: RawParagraph, line: Line): void {
    paragraph.lines.push(line.text.slice(line.start));
    paragraph.last = this.number;
    for (const container of this.open) container.last = this.number;
  }

  private readCode(line: Line, code: RawCode): void {
    code.last = this.number;
    if (closesFence(line, code.fence)) {
      this.leaf = undefined;
      return;
    }
    line.skipColumns(code.fence.indent);
    code.lines.push(line.rest());
  }

  /** Closes all but the first `keep` containers, and the leaf that stood in them. */
  private close(keep: number): void {
    if (keep < this.open.length) this.leaf = undefined;
    this.open.length = keep;
  }

  private siblings(): RawBlock[] {
    return this.open.at(-1)?.blocks ?? this.blocks;
  }
}

function takeQuoteMark(line: Line): boolean {
  if (line.indent > indentMax || line.next !== '>') return false;
  line.skip(1);
  line.skipColumns(1);
  return true;
}

function takeItemIndent(line: Line, item: RawItem): boolean {
  if (line.blank) {
    // An item that began with an empty line ends at a second one.
    if (item.blocks.length === 0) return false;
    if (line.indent > 0) line.skipColumns(item.indent);
    return true;
  }
  if (line.indent < item.indent) return false;
  line.skipColumns(item.indent);
  return true;
}
