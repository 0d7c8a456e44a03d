// Work on a database as a list of steps, written once for SQLite and PostgreSQL.
//
// A generator yields one statement after the other and gets what each brought. Who runs it decides how: SQLite's answers
// at once, and a promise a statement would cost as much as the statement; PostgreSQL's are waited for. A call of such a
// generator does nothing by itself: it stands behind `yield*`, always (scripts/check looks for those that do not).
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** What can be bound to a statement; a list stands for the values that a dialect's `listed` opens. */
export type Value = string | number | null | readonly (string | number | null)[];

/** In the order of the statement's `?`, or by the names of its `:name`. */
export type Values = readonly Value[] | Readonly<Record<string, Value>>;

export interface Statement {
  readonly text: string;
  readonly values: Values;
  readonly wants: 'rows' | 'changes';
}

/** What needs more than one statement of ours; its answer is not for the one who yields it. */
export interface Errand {
  readonly run: (db: Kysely<Schema>) => Promise<unknown>;
}

export type Step = Statement | Errand;

export type Row = Record<string, unknown>;

/** What a step brought: rows, or how many of them were changed. */
export interface Outcome {
  readonly rows: readonly Row[];
  readonly changes: number;
}

export type Steps<Answer = void> = Generator<Step, Answer, Outcome>;

/** Runs steps on some connection. */
export interface Reads {
  /** Each statement sees what is committed when it begins. */
  run<Answer>(steps: Steps<Answer>): Promise<Answer>;
  /** All statements see the same moment. */
  snapshot<Answer>(steps: Steps<Answer>): Promise<Answer>;
}

/** All rows of a statement; what they hold is the caller's word. */
export function* rows<Found>(text: string, values: Values): Steps<readonly Found[]> {
  const outcome = yield { text, values, wants: 'rows' };
  return outcome.rows as readonly Found[];
}

/** The first row of a statement. */
export function* row<Found>(text: string, values: Values): Steps<Found | undefined> {
  const outcome = yield { text, values, wants: 'rows' };
  return outcome.rows[0] as Found | undefined;
}

/** How many rows a statement changed. */
export function* change(text: string, values: Values): Steps<number> {
  return (yield { text, values, wants: 'changes' }).changes;
}
