// A room is closed to those in it, and opened again: rows of `room_members` stay where they are, set aside.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ClosingEntry, RoomId } from '@sup/protocol';
import { deletionAfter, stateKey } from '@sup/protocol/wire';

/** What `asked` says is kept below this for who is set aside: no read that is about members finds them. */
const aside = 2;

/** Whose the room was so far, and who is not named. Binds the room and JSON of those who are. */
const others = `room = ?1 and "user" not in (select value from json_each(?2))`;

/** Tells people by their own streams; binds the room, who is not meant, the key and its value. */
const tell = (who: string) =>
  [
    `insert into user_revs ("user", rev) select "user", 1 from room_members where ${who}
      on conflict ("user") do update set rev = user_revs.rev + 1`,
    `insert into user_state ("user", key, value, rev)
      select "user", ?3, ?4, (select rev from user_revs r where r."user" = m."user") from room_members m where ${who}
      on conflict ("user", key) do update set value = excluded.value, rev = excluded.rev`,
  ] as const;

const [countLost, tellLost] = tell(`${others} and asked = 0`);
const [countFound, tellFound] = tell(`${others} and asked = ${aside}`);

const texts = {
  note: `update rooms set deletion = ?, deletes_at = ? where no = ?`,
  countLost,
  tellLost,
  setAside: `update room_members set asked = asked + ${aside} where ${others} and asked = 0
    or room = ?1 and asked = 1`,
  countFound,
  tellFound,
  takeBack: `update room_members set asked = asked - ${aside} where room = ? and asked >= ${aside}`,
  trace: `insert into audit (at, what, who, target) values (?, ?, ?, ?)`,
} as const;

export class ClosingWriter {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;

  constructor(db: DatabaseSync) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
  }

  /** Everyone whom the entry takes the room from, or gives it back to, learns it by their own stream. */
  apply({ id, no }: { id: RoomId; no: number }, entry: ClosingEntry): void {
    const deletion = deletionAfter(entry);
    const text = deletion ? JSON.stringify(deletion) : null;
    this.#statement.note.run(text, deletion?.deletesAt ?? null, no);
    const key = stateKey.room(id);
    if (deletion) {
      const keepers = JSON.stringify(deletion.keepers);
      this.#statement.countLost.run(id, keepers);
      this.#statement.tellLost.run(id, keepers, key, null);
      this.#statement.setAside.run(id, keepers);
    } else {
      this.#statement.countFound.run(id, '[]');
      this.#statement.tellFound.run(id, '[]', key, JSON.stringify({ member: true }));
      this.#statement.takeBack.run(id);
    }
    // Its end is noted once nothing is left of it.
    if (entry.kind !== 'room.ended') this.#statement.trace.run(entry.at, entry.kind, entry.by, id);
  }
}
