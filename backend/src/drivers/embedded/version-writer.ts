// What messages said before they were edited, in rooms that keep it: which rows of the log still have a body for it.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { limits } from '@sup/protocol/wire';

const texts = {
  keep: `insert into message_versions (room, seq, version) values (?, ?, ?)`,
  tooMany: `delete from message_versions where room = ? and seq = ? and version in (
    select version from message_versions where room = ? and seq = ? order by version desc
    limit -1 offset ${limits.messageVersionsMax}) returning version`,
  forget: `delete from message_versions where room = ? and seq = ? returning version`,
  forgetAll: `delete from message_versions where room = ? returning version`,
} as const;

export class VersionWriter {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  readonly #blank: (room: number, seq: number) => void;

  /** `blank` empties the body of a row of the log. */
  constructor(db: DatabaseSync, blank: (room: number, seq: number) => void) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
    this.#blank = blank;
  }

  /** Keeps the body of a row as a former version of a message; where there are too many, the oldest go. */
  keep({ room, seq, version }: { room: number; seq: number; version: number }): void {
    this.#statement.keep.run(room, seq, version);
    this.#blankAll(room, this.#statement.tooMany.all(room, seq, room, seq));
  }

  /** Blanks all former versions of a message. */
  forget(room: number, seq: number): void {
    this.#blankAll(room, this.#statement.forget.all(room, seq));
  }

  /** Blanks all former versions in a room. */
  forgetAll(room: number): void {
    this.#blankAll(room, this.#statement.forgetAll.all(room));
  }

  #blankAll(room: number, rows: readonly Record<string, unknown>[]): void {
    for (const { version } of rows) this.#blank(room, Number(version));
  }
}
