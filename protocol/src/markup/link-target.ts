// The part of a link after its text: `(url "title")`. Every loop here ends at a character that also ends the next
// link's own attempt, so that all attempts of a text together cost no more than a few looks at each character.
import { isAsciiPunctuation, unescaped } from './characters.ts';
import type { Work } from './work.ts';

export interface LinkTarget {
  readonly url: string;
  /** After the closing parenthesis. */
  readonly end: number;
}

/** CommonMark asks for at least three levels. */
const parenthesesMax = 8;
const titleEnds: Readonly<Record<string, string>> = { '"': '"', "'": "'", '(': ')' };

/** Reads the target that begins at an opening parenthesis. The title is read over: nothing shows it. */
export function readTarget(text: string, from: number, work: Work): LinkTarget | undefined {
  const start = skipWhite(text, from + 1);
  const end = text[start] === '<' ? endOfPointed(text, start, work) : endOfBare(text, start, work);
  if (end < 0) return undefined;
  const url = unescaped(text[start] === '<' ? text.slice(start + 1, end - 1) : text.slice(start, end));
  const afterUrl = skipWhite(text, end);
  if (text[afterUrl] === ')') return { url, end: afterUrl + 1 };
  const close = afterUrl > end ? endOfTitle(text, afterUrl, work) : -1;
  if (close < 0) return undefined;
  const last = skipWhite(text, close);
  return text[last] === ')' ? { url, end: last + 1 } : undefined;
}

function skipWhite(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n') at += 1;
  return at;
}

/** Of `<…>`; -1 where it is none. */
function endOfPointed(text: string, from: number, work: Work): number {
  for (let at = from + 1; at < text.length; at += 1) {
    work.steps += 1;
    const character = text[at];
    if (character === '>') return at + 1;
    if (character === '<' || character === '\n') return -1;
    if (isEscape(text, at)) at += 1;
  }
  return -1;
}

/** Of an url without brackets: it has no white, and its parentheses are in pairs. */
function endOfBare(text: string, from: number, work: Work): number {
  let depth = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    work.steps += 1;
    const character = text.charAt(at);
    if (character <= ' ' || character === '\u007f') break;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) break;
    if (depth > parenthesesMax) return -1;
    if (isEscape(text, at)) at += 1;
  }
  return depth > 0 ? -1 : at;
}

function endOfTitle(text: string, from: number, work: Work): number {
  const open = text.charAt(from);
  const close = titleEnds[open];
  if (close === undefined) return -1;
  for (let at = from + 1; at < text.length; at += 1) {
    work.steps += 1;
    if (text[at] === close) return at + 1;
    if (text[at] === '(' && open === '(') return -1;
    if (isEscape(text, at)) at += 1;
  }
  return -1;
}

function isEscape(text: string, at: number): boolean {
  return text[at] === '\\' && isAsciiPunctuation(text.charAt(at + 1));
}
