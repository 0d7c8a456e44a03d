/** The words in which SQLite and PostgreSQL differ. */
export interface Dialect {
  /** Names the index that a statement must use. PostgreSQL chooses by itself. */
  indexedBy(index: string): string;
  /** A select of the column `value` over a list that is bound as `?`, or by a name. */
  listed(type: 'text' | 'bigint', bound?: string): string;
  /** True where a text holds another. */
  contains(text: string, part: string): string;
  /** A number in a column of JSON; null where it is not there. */
  jsonNumber(column: string, key: string): string;
  /** True where a column of JSON has this on. */
  jsonOn(column: string, key: string): string;
  /** True where a number is in one of the ranges of a column of JSON. */
  inRanges(number: string, column: string): string;
}

export const sqliteDialect: Dialect = {
  indexedBy: (index) => `indexed by ${index}`,
  listed: (_, bound = '?') => `select value from json_each(${bound})`,
  contains: (text, part) => `instr(${text}, ${part}) > 0`,
  jsonNumber: (column, key) => `${column} ->> '${key}'`,
  jsonOn: (column, key) => `coalesce(json_extract(${column}, '$.${key}'), 0) = 1`,
  inRanges: (number, column) =>
    `exists (select 1 from json_each(${column}) s where ${number} between s.value ->> 'from' and s.value ->> 'to')`,
};

export const postgresDialect: Dialect = {
  indexedBy: () => '',
  listed: (type, bound = '?') => `select value from unnest(${bound}::${type}[]) listed (value)`,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  jsonNumber: (column, key) => `(${column}::json ->> '${key}')::bigint`,
  jsonOn: (column, key) => `coalesce((${column}::json ->> '${key}')::boolean, false)`,
  inRanges: (number, column) => `exists (select 1 from json_array_elements(${column}::json) s (value)
    where ${number} between (s.value ->> 'from')::bigint and (s.value ->> 'to')::bigint)`,
};
