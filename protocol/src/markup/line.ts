import { isSpaceOrTab } from './characters.ts';

const tabColumns = 4;

/** One line, read from the left. A tab reaches to the next multiple of four columns, and may be taken in part. */
export class Line {
  readonly text: string;
  /** Where the first character stands that is not white. */
  start = 0;
  /** Columns of white before that character. */
  indent = 0;
  private at = 0;
  private column = 0;
  private startColumn = 0;
  private isInsideTab = false;

  constructor(text: string) {
    this.text = text;
    this.look();
  }

  /** Nothing but white is left. */
  get blank(): boolean {
    return this.start === this.text.length;
  }

  /** The first character that is not white, '' where there is none. */
  get next(): string {
    return this.text.charAt(this.start);
  }

  /** Takes the white, and `count` characters after it. */
  skip(count: number): void {
    this.at = this.start + count;
    this.column = this.startColumn + count;
    this.isInsideTab = false;
    this.look();
  }

  /** Takes up to so many columns of white. */
  skipColumns(count: number): void {
    let left = count;
    while (left > 0 && isSpaceOrTab(this.text[this.at])) {
      const width = this.widthAt(this.at, this.column);
      const taken = Math.min(width, left);
      this.isInsideTab = taken < width;
      if (taken === width) this.at += 1;
      this.column += taken;
      left -= taken;
    }
    this.look();
  }

  /** What is left, with the untaken part of a tab as spaces. */
  rest(): string {
    if (!this.isInsideTab) return this.text.slice(this.at);
    return ' '.repeat(this.widthAt(this.at, this.column)) + this.text.slice(this.at + 1);
  }

  private widthAt(at: number, column: number): number {
    return this.text[at] === '\t' ? tabColumns - (column % tabColumns) : 1;
  }

  private look(): void {
    let at = this.at;
    let column = this.column;
    while (isSpaceOrTab(this.text[at])) {
      column += this.widthAt(at, column);
      at += 1;
    }
    this.start = at;
    this.startColumn = column;
    this.indent = column - this.column;
  }
}
