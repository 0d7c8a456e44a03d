import type { Statement, Value, Values } from '../sql/rooms/steps.ts';

interface Known {
  /** Under which each session prepares it, once. */
  readonly name: string;
  readonly text: string;
  /** In the order of $1, $2, …; undefined where values come in an order. */
  readonly names: readonly string[] | undefined;
}

/** Texts of ours hold no other question marks, and no colon but of names and casts. */
const placeholders = /\?|(?<!:):([a-zA-Z]+)/g;

/** Statements in PostgreSQL's words: `$1` for `?` and for `:name`, prepared under a name. Their number is that of the program's texts. */
export class StatementTexts {
  readonly #known = new Map<string, Known>();

  prepared({ text, values }: Statement): { name: string; text: string; values: Value[] } {
    const known = this.#known.get(text) ?? this.#learn(text);
    return { name: known.name, text: known.text, values: inOrder(values, known.names) };
  }

  #learn(text: string): Known {
    const names: string[] = [];
    let count = 0;
    const numbered = text.replace(placeholders, (_, name: string | undefined) => {
      count += 1;
      if (name === undefined) return `$${count}`;
      if (!names.includes(name)) names.push(name);
      return `$${names.indexOf(name) + 1}`;
    });
    const known = {
      name: `sup${this.#known.size}`,
      text: numbered,
      names: names.length > 0 ? names : undefined,
    };
    this.#known.set(text, known);
    return known;
  }
}

function inOrder(values: Values, names: readonly string[] | undefined): Value[] {
  if (isList(values)) return [...values];
  return (names ?? []).map((name) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a statement lacks its value "${name}"`);
    return value;
  });
}

const isList = (values: Values): values is readonly Value[] => Array.isArray(values);
