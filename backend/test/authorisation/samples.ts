// Inputs made from schemas: valid ones, and the places in them where ids stand, also those that may be left out.
import { newId } from '@sup/testkit';
import type { Schema } from './operations.ts';

export type Path = readonly (string | number)[];

/** A place for an id. */
export interface Slot {
  readonly path: Path;
  /** What the id is called: of an item, its list. */
  readonly name: string;
  /** One of several: what is not there is left out of the answer, or not looked at. */
  readonly isItem: boolean;
  /** Objects around it, which may have been left out: outermost first. */
  readonly around: readonly { readonly path: Path; readonly schema: Schema }[];
}

const idPattern = '^[0-7][0-9a-hjkmnp-tv-z]{25}$';
/** Ids that clients make. */
const fresh: ReadonlySet<string> = new Set(['cmid', 'device', 'move', 'schedule']);

/** Values of strings that their schema does not say, by their name. */
const texts: Readonly<Record<string, string>> = {
  body: 'hello',
  emoji: '👍',
  from: '0',
  name: 'A name',
  text: 'A text',
  query: 'an',
  code: 'no such code',
  password: 'wrong horse battery staple',
  client: 'test',
};

/** A value that fits the schema, with ids from `idOf`, and without what may be left out. */
export function sampleOf(schema: Schema, idOf: (name: string) => string, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return sampleOf(schema.anyOf[0], idOf, name);
  if (schema.pattern === idPattern) return fresh.has(name) ? newId() : idOf(name);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).flatMap((key) => {
          const property = schema.properties?.[key];
          return property ? [[key, sampleOf(property, idOf, key)]] : [];
        }),
      );
    case 'array':
      return schema.items && hasIds(schema.items) ? [sampleOf(schema.items, idOf, name)] : [];
    case 'integer':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return texts[name] ?? '1';
    default:
      return null;
  }
}

/** The places for ids that name things of the server, in order. */
export function slotsOf(
  schema: Schema,
  at: Slot = { path: [], name: '', isItem: false, around: [] },
): readonly Slot[] {
  if (schema.pattern === idPattern) return fresh.has(at.name) ? [] : [at];
  if (schema.anyOf) return schema.anyOf.flatMap((one) => slotsOf(one, at));
  if (schema.items) return slotsOf(schema.items, { ...at, path: [...at.path, 0], isItem: true });
  const around = [...at.around, { path: at.path, schema }];
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    slotsOf(property, { ...at, path: [...at.path, name], name, around }),
  );
}

function hasIds(schema: Schema): boolean {
  return slotsOf(schema).length > 0;
}

/** The same input with something else at a place. */
export function withValue(input: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list = Array.isArray(input) ? [...input] : [];
    list[key] = withValue(list[key], rest, value);
    return list;
  }
  const before = (input ?? {}) as Readonly<Record<string, unknown>>;
  return { ...before, [key]: withValue(before[key], rest, value) };
}

/** What is at a place of an input. */
export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown> | undefined)?.[key],
    input,
  );
}
