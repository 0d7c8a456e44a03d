// Kinds of characters as CommonMark 0.31 means them.

const unicodePunctuation = /[\p{P}\p{S}]/u;
const unicodeWhitespace = /\s/;
const unicodeWord = /[\p{L}\p{N}\p{M}]/u;
const asciiEnd = 0x80;

export type CharacterKind = 'space' | 'punctuation' | 'word' | 'other';

/** What a character is; the edge of a text, given as '', is a space. */
export function kindOf(character: string): CharacterKind {
  if (character === '') return 'space';
  const code = character.charCodeAt(0);
  if (code < asciiEnd) return asciiKind(code);
  if (unicodeWhitespace.test(character)) return 'space';
  if (unicodePunctuation.test(character)) return 'punctuation';
  return unicodeWord.test(character) ? 'word' : 'other';
}

function asciiKind(code: number): CharacterKind {
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return 'space';
  if (code < 0x20 || code === 0x7f) return 'other';
  const letter = code | 0x20;
  const isDigit = code >= 0x30 && code <= 0x39;
  return isDigit || (letter >= 0x61 && letter <= 0x7a) ? 'word' : 'punctuation';
}

/** True for a letter, digit or mark of any script. */
export function isWord(character: string): boolean {
  return character !== '' && kindOf(character) === 'word';
}

/** True for what a backslash can escape. */
export function isAsciiPunctuation(character: string): boolean {
  return character !== '' && character.charCodeAt(0) < asciiEnd && kindOf(character) === 'punctuation';
}

export function isSpaceOrTab(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** The whole character that begins at a place, '' at the end. */
export function characterAt(text: string, at: number): string {
  const unit = text.charCodeAt(at);
  const isHighHalf = unit >= 0xd800 && unit <= 0xdbff;
  return isHighHalf ? String.fromCodePoint(text.codePointAt(at) ?? unit) : text.charAt(at);
}

/** The whole character that ends before a place, '' at the start. */
export function characterBefore(text: string, at: number): string {
  if (at === 0) return '';
  const unit = text.charCodeAt(at - 1);
  const isLowHalf = unit >= 0xdc00 && unit <= 0xdfff;
  return isLowHalf && at > 1 ? characterAt(text, at - 2) : text.charAt(at - 1);
}

/** Where a run of one character ends that begins at a place. */
export function runEnd(text: string, from: number): number {
  const character = text[from];
  let at = from;
  while (at < text.length && text[at] === character) at += 1;
  return at;
}

/** A text without the backslashes that escape punctuation in it. */
export function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Where the words of a part of a text end, before the spaces at its end. A pattern would look at long gaps again and again. */
export function trimmedEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isSpaceOrTab(text[end - 1])) end -= 1;
  return end;
}
