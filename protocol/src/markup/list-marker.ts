import { isSpaceOrTab } from './characters.ts';
import type { Line } from './line.ts';

export interface ListMarker {
  /** `-`, `+` or `*`; `.` or `)` for numbers. Items of one list have the same. */
  readonly sign: string;
  /** Absent for bullets. */
  readonly start?: number;
  /** Characters of the marker. */
  readonly length: number;
}

const digitsMax = 9;
const isDigit = (character: string | undefined) =>
  character !== undefined && character >= '0' && character <= '9';

/** The marker of a list item that the line begins with. */
export function readListMarker({ text, start }: Line): ListMarker | undefined {
  let at = start;
  while (at < start + digitsMax && isDigit(text[at])) at += 1;
  const sign = text.charAt(at);
  const digits = at - start;
  const isSign = digits === 0 ? '-+*'.includes(sign) : '.)'.includes(sign);
  const after = text[at + 1];
  if (sign === '' || !isSign || (after !== undefined && !isSpaceOrTab(after))) return undefined;
  const length = digits + 1;
  return digits === 0 ? { sign, length } : { sign, length, start: Number(text.slice(start, at)) };
}

/** `---`, `* * *` and the like: a rule in CommonMark, here the text that it is, and never a list of nothing. */
export function isRule({ text, start }: Line): boolean {
  const sign = text.charAt(start);
  if (!'-*_'.includes(sign) || sign === '') return false;
  let signs = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === sign) signs += 1;
    else if (!isSpaceOrTab(text[at])) return false;
  }
  return signs >= 3;
}
