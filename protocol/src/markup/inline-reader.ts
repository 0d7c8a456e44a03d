// Reads a paragraph's text from left to right into tokens. Styles and links are only marked on the tokens of their
// delimiters, since what closes them comes later; build-inlines.ts then nests them.
import { readBareLink, readPointedLink, schemeLength } from './autolink.ts';
import {
  characterAt,
  characterBefore,
  isAsciiPunctuation,
  isWord,
  kindOf,
  runEnd,
  trimmedEnd,
} from './characters.ts';
import { CodeEnds, codeText } from './code-span.ts';
import { readTarget } from './link-target.ts';
import { mentionText, readMention } from './mention.ts';
import { type Run, RunChain } from './spans.ts';
import type { Inline } from './tree.ts';
import type { Work } from './work.ts';

/** A link's text begins or ends here; `literal` is what it was typed as. */
export interface LinkMark {
  readonly kind: 'link-open' | 'link-close';
  readonly literal: string;
  readonly url: string;
}

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'leaf'; readonly node: Inline; readonly literal: string }
  | { readonly kind: 'run'; readonly run: Run }
  | LinkMark;

interface OpenBracket {
  /** Its token. */
  readonly index: number;
  /** The run before it. */
  readonly below: Run | undefined;
}

const specials = '\\`*_~|[]<@#\n';
const isSpecial: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  specials.includes(String.fromCharCode(code)),
);

export class InlineReader {
  private readonly tokens: Token[] = [];
  private readonly text: string;
  private readonly isAllowed: (url: string) => boolean;
  private readonly work: Work;
  private readonly runs: RunChain;
  private readonly codeEnds: CodeEnds;
  private readonly brackets: OpenBracket[] = [];
  private at = 0;

  constructor(text: string, isAllowed: (url: string) => boolean, work: Work) {
    this.text = text;
    this.isAllowed = isAllowed;
    this.work = work;
    this.runs = new RunChain(work);
    this.codeEnds = new CodeEnds(text);
  }

  /** Reads everything. */
  read(): readonly Token[] {
    const text = this.text;
    while (this.at < text.length) {
      this.work.steps += 1;
      if (isSpecial[text.charCodeAt(this.at)]) this.readSpecial(text.charAt(this.at));
      else this.readPlain();
    }
    this.runs.pair(undefined);
    return this.tokens;
  }

  /** Words up to the next character that may mean something, or a web address. */
  private readPlain(): void {
    const text = this.text;
    let end = this.at;
    while (end < text.length && !isSpecial[text.charCodeAt(end)] && schemeLength(text, end) === 0) end += 1;
    if (end > this.at) this.push(text[end] === '\n' ? trimmedEnd(text, this.at, end) : end, end);
    else this.readAddress(schemeLength(text, end));
  }

  private push(textEnd: number, end: number): void {
    if (textEnd > this.at) this.tokens.push({ kind: 'text', text: this.text.slice(this.at, textEnd) });
    this.at = end;
  }

  private readAddress(schemeLength: number): void {
    const isFree = !isWord(characterBefore(this.text, this.at));
    const link = isFree ? readBareLink(this.text, this.at) : undefined;
    if (!link || !this.pushAutolink(link)) this.push(this.at + schemeLength, this.at + schemeLength);
  }

  private readSpecial(sign: string): void {
    const text = this.text;
    if (sign === '\\') this.readEscape();
    else if (sign === '\n') this.pushLeaf({ kind: 'break' }, this.at + 1);
    else if (sign === '`') this.readCode();
    else if (sign === '[') this.openBracket();
    else if (sign === ']') this.closeBracket();
    else if (sign === '<') {
      const link = readPointedLink(text, this.at);
      if (!link || !this.pushAutolink(link)) this.push(this.at + 1, this.at + 1);
    } else if (sign === '@' || sign === '#') {
      const mention = readMention(text, this.at);
      if (mention) this.pushLeaf(mention.node, mention.end);
      else this.push(this.at + 1, this.at + 1);
    } else this.readRun(sign);
  }

  private readEscape(): void {
    const next = this.text.charAt(this.at + 1);
    if (next === '\n') this.pushLeaf({ kind: 'break' }, this.at + 2);
    else {
      if (isAsciiPunctuation(next)) this.at += 1;
      this.push(this.at + 1, this.at + 1);
    }
  }

  private readCode(): void {
    const end = runEnd(this.text, this.at);
    const close = this.codeEnds.find(end, end - this.at);
    if (close === undefined) this.push(end, end);
    else {
      const text = codeText(this.text.slice(end, close));
      this.pushLeaf({ kind: 'code', text }, close + end - this.at);
    }
  }

  private readRun(sign: string): void {
    const end = runEnd(this.text, this.at);
    const length = end - this.at;
    if ((sign === '~' || sign === '|') && length !== 2) {
      this.push(end, end);
      return;
    }
    const before = kindOf(characterBefore(this.text, this.at));
    const after = kindOf(characterAt(this.text, end));
    const isLeft = after !== 'space' && (after !== 'punctuation' || before === 'space' || before === after);
    const isRight = before !== 'space' && (before !== 'punctuation' || after === 'space' || before === after);
    // An underscore inside a word belongs to the word.
    const isWordy = sign === '_';
    const run: Run = {
      sign,
      order: this.at,
      length,
      left: length,
      canOpen: isLeft && (!isWordy || !isRight || before === 'punctuation'),
      canClose: isRight && (!isWordy || !isLeft || after === 'punctuation'),
      previous: undefined,
      next: undefined,
    };
    this.runs.add(run);
    this.tokens.push({ kind: 'run', run });
    this.at = end;
  }

  private openBracket(): void {
    this.brackets.push({ index: this.tokens.length, below: this.runs.last });
    this.push(this.at + 1, this.at + 1);
  }

  private closeBracket(): void {
    const text = this.text;
    const opener = this.brackets.pop();
    const isLink = opener !== undefined && text[this.at + 1] === '(';
    const target = isLink ? readTarget(text, this.at + 1, this.work) : undefined;
    if (!opener || !target || !this.isAllowed(target.url)) {
      this.push(this.at + 1, this.at + 1);
      return;
    }
    this.runs.pair(opener.below, true);
    this.flatten(opener.index + 1);
    const { url, end } = target;
    this.tokens[opener.index] = { kind: 'link-open', literal: '[', url };
    this.tokens.push({ kind: 'link-close', literal: text.slice(this.at, end), url });
    this.at = end;
    // No link stands in a link, so no bracket further left can open one any more.
    this.brackets.length = 0;
  }

  /** Links and mentions inside a link's text are text. */
  private flatten(from: number): void {
    for (let index = from; index < this.tokens.length; index += 1) {
      this.work.steps += 1;
      const token = this.tokens[index];
      if (token?.kind !== 'leaf') continue;
      const { node, literal } = token;
      if (node.kind === 'link') this.tokens[index] = { kind: 'text', text: literal };
      if (node.kind === 'mention') this.tokens[index] = { kind: 'text', text: mentionText(node) };
    }
  }

  private pushAutolink({ url, text, end }: { url: string; text: string; end: number }): boolean {
    if (!this.isAllowed(url)) return false;
    this.tokens.push({
      kind: 'leaf',
      node: { kind: 'link', url, children: [{ kind: 'text', text }] },
      literal: text,
    });
    this.at = end;
    return true;
  }

  private pushLeaf(node: Inline, end: number): void {
    this.tokens.push({ kind: 'leaf', node, literal: '' });
    this.at = end;
  }
}
