import { SupError } from '@sup/protocol/wire';

type Kind = 'string' | 'number';
type Value<K extends Kind> = K extends 'string' ? string : number;
type Values<Kinds extends readonly Kind[]> = { [At in keyof Kinds]: Value<Kinds[At]> };

/** Makes the place of a row in a list fit for an address. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a place that encodeCursor made; undefined stands for the beginning. Throws invalid-input for anything else. */
export function decodeCursor<const Kinds extends readonly Kind[]>(
  cursor: string | undefined,
  kinds: Kinds,
): Values<Kinds> | undefined {
  if (cursor === undefined) return undefined;
  const values = parse(Buffer.from(cursor, 'base64url').toString());
  const fits =
    Array.isArray(values) &&
    values.length === kinds.length &&
    kinds.every((kind, at) => typeof values[at] === kind);
  if (!fits) throw new SupError('invalid-input', { fields: { after: 'is not a cursor of this list' } });
  return values as Values<Kinds>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
