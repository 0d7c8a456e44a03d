import { characterAt, isWord } from './characters.ts';

export interface Autolink {
  readonly url: string;
  readonly text: string;
  readonly end: number;
}

const scheme = /^[a-z][a-z0-9+.-]{1,31}:/i;
const email =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
/** Longer ones are no address, and need no look. */
const emailMax = 320;

/** `<https://a.example>` or `<ann@a.example>`, from its bracket on. */
export function readPointedLink(text: string, from: number): Autolink | undefined {
  let at = from + 1;
  while (at < text.length && text.charAt(at) > ' ' && text[at] !== '<' && text[at] !== '>') at += 1;
  if (text[at] !== '>') return undefined;
  const inner = text.slice(from + 1, at);
  if (scheme.test(inner)) return { url: inner, text: inner, end: at + 1 };
  const isEmail = inner.length <= emailMax && email.test(inner);
  return isEmail ? { url: `mailto:${inner}`, text: inner, end: at + 1 } : undefined;
}

/** Characters of the `https://` or `http://` that stands at a place, 0 for none. */
export function schemeLength(text: string, at: number): number {
  const first = text[at];
  if (first !== 'h' && first !== 'H') return 0;
  const start = text.slice(at, at + 'https://'.length).toLowerCase();
  if (start === 'https://') return start.length;
  return start.startsWith('http://') ? 'http://'.length : 0;
}

const stops = '<>"`|';
/** What rather belongs to the sentence, or to the markup around, than to an address that ends with it. */
const trailing = ".,:;!?'*_~»”’。、，！？";

/** A web address that stands in the text as it is, from its first letter on; its scheme was seen already. */
export function readBareLink(text: string, from: number): Autolink | undefined {
  const host = text.indexOf('//', from) + 2;
  if (!isWord(characterAt(text, host))) return undefined;
  const end = withoutTrailing(text, host, bareEnd(text, host));
  const url = text.slice(from, end);
  return { url, text: url, end };
}

/** It goes on to white or a bracket that it did not open. */
function bareEnd(text: string, from: number): number {
  let square = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character <= ' ' || stops.includes(character) || /\s/.test(character)) break;
    if (character === '[') square += 1;
    if (character === ']') square -= 1;
    if (square < 0) break;
  }
  return at;
}

function withoutTrailing(text: string, from: number, to: number): number {
  let extra = 0;
  for (let at = from; at < to; at += 1) extra += balance(text[at]);
  let end = to;
  while (end > from) {
    const character = text.charAt(end - 1);
    const closes = character === ')' && extra < 0;
    if (!closes && !trailing.includes(character)) break;
    if (closes) extra += 1;
    end -= 1;
  }
  return end;
}

function balance(character: string | undefined): number {
  if (character === '(') return 1;
  return character === ')' ? -1 : 0;
}
