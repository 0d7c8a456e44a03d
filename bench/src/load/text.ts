/** A text of 128 bytes, the length that the peers were measured with, different for each number. */
export function textOf(number: number): string {
  return `${number} `.padEnd(128, 'the quick brown fox jumps over the lazy dog ');
}
