import { runEnd, unescaped } from './characters.ts';
import type { Line } from './line.ts';

export interface Fence {
  readonly sign: string;
  readonly length: number;
  /** Columns before it; as many are taken from each line of the code. */
  readonly indent: number;
  readonly language?: string;
}

const lengthMin = 3;

/** The fence of a code block that the line begins with. */
export function readFence({ text, start, indent }: Line): Fence | undefined {
  const sign = text.charAt(start);
  if (sign !== '`' && sign !== '~') return undefined;
  const end = runEnd(text, start);
  // Backticks again on this line: that is code inside a line.
  if (end - start < lengthMin || (sign === '`' && text.includes('`', end))) return undefined;
  const [language = ''] = text.slice(end).trim().split(/\s/, 1);
  const opening = { sign, length: end - start, indent };
  return language === '' ? opening : { ...opening, language: unescaped(language) };
}

/** Whether the line ends the code of this fence. */
export function closesFence({ text, start, indent }: Line, fence: Fence): boolean {
  if (indent > 3 || text.charAt(start) !== fence.sign) return false;
  const end = runEnd(text, start);
  return end - start >= fence.length && text.slice(end).trim() === '';
}
