// What messages said before they were edited, in rooms that keep it: which rows of the log still have a body for it.
import { limits } from '@sup/protocol/wire';
import { change, rows, type Steps } from './steps.ts';

const texts = {
  keep: `insert into message_versions (room, seq, version) values (?, ?, ?)`,
  // SQLite knows no offset without a limit.
  tooMany: `delete from message_versions where room = ? and seq = ? and version in (
    select version from message_versions where room = ? and seq = ? order by version desc
    limit 1000000 offset ${limits.messageVersionsMax}) returning version`,
  forget: `delete from message_versions where room = ? and seq = ? returning version`,
  forgetAll: `delete from message_versions where room = ? returning version`,
} as const;

interface VersionRow {
  version: number;
}

export class VersionWriter {
  readonly #blank: (room: number, seq: number) => Steps;

  /** `blank` empties the body of a row of the log. */
  constructor(blank: (room: number, seq: number) => Steps) {
    this.#blank = blank;
  }

  /** Keeps the body of a row as a former version of a message; where there are too many, the oldest go. */
  *keep({ room, seq, version }: { room: number; seq: number; version: number }): Steps {
    yield* change(texts.keep, [room, seq, version]);
    yield* this.#blankAll(room, yield* rows<VersionRow>(texts.tooMany, [room, seq, room, seq]));
  }

  /** Blanks all former versions of a message. */
  *forget(room: number, seq: number): Steps {
    yield* this.#blankAll(room, yield* rows<VersionRow>(texts.forget, [room, seq]));
  }

  /** Blanks all former versions in a room. */
  *forgetAll(room: number): Steps {
    yield* this.#blankAll(room, yield* rows<VersionRow>(texts.forgetAll, [room]));
  }

  *#blankAll(room: number, found: readonly VersionRow[]): Steps {
    for (const { version } of found) yield* this.#blank(room, version);
  }
}
