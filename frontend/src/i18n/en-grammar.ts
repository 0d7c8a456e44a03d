/** English numbers and lists. */

export const numbers = new Intl.NumberFormat('en');

// English's own rules, by hand: Hermes has neither Intl.PluralRules nor Intl.ListFormat.
/** A number and its noun. */
export function count(value: number, one: string, other: string): string {
  return `${numbers.format(value)} ${value === 1 ? one : other}`;
}

/** Names in a row. */
export function list(names: readonly string[]): string {
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}
