// A room is closed to those in it, and opened again: rows of `room_members` stay where they are, set aside.
import type { ClosingEntry, RoomId } from '@sup/protocol';
import { deletionAfter, stateKey } from '@sup/protocol/wire';
import type { Dialect } from './dialect.ts';
import { change, type Steps } from './steps.ts';

/** What `asked` says is kept below this for who is set aside: no read that is about members finds them. */
const aside = 2;

/** Tells people by their own streams; binds the room, its keepers, the key and its value. */
const tell = (who: string) =>
  ({
    count: `insert into user_revs ("user", rev) select "user", 1 from room_members where ${who} order by "user"
      on conflict ("user") do update set rev = user_revs.rev + 1`,
    tell: `insert into user_state ("user", key, value, rev)
      select "user", :key, :value, (select rev from user_revs r where r."user" = m."user") from room_members m where ${who}
      on conflict ("user", key) do update set value = excluded.value, rev = excluded.rev`,
  }) as const;

const textsIn = (dialect: Dialect) => {
  /** Whose the room was so far, and who is not named. */
  const others = `room = :room and "user" not in (${dialect.listed('text', ':keepers')})`;
  return {
    note: `update rooms set deletion = ?, deletes_at = ? where no = ?`,
    lost: tell(`${others} and asked = 0`),
    setAside: `update room_members set asked = asked + ${aside} where ${others} and asked = 0
      or room = :room and asked = 1`,
    found: tell(`${others} and asked = ${aside}`),
    takeBack: `update room_members set asked = asked - ${aside} where room = ? and asked >= ${aside}`,
    trace: `insert into audit (at, what, who, target) values (?, ?, ?, ?)`,
  } as const;
};

export class ClosingWriter {
  readonly #texts: ReturnType<typeof textsIn>;

  constructor(dialect: Dialect) {
    this.#texts = textsIn(dialect);
  }

  /** Everyone whom the entry takes the room from, or gives it back to, learns it by their own stream. */
  *apply({ id: room, no }: { id: RoomId; no: number }, entry: ClosingEntry): Steps {
    const deletion = deletionAfter(entry);
    const text = deletion ? JSON.stringify(deletion) : null;
    yield* change(this.#texts.note, [text, deletion?.deletesAt ?? null, no]);
    const key = stateKey.room(room);
    if (deletion) {
      const { keepers } = deletion;
      yield* change(this.#texts.lost.count, { room, keepers });
      yield* change(this.#texts.lost.tell, { room, keepers, key, value: null });
      yield* change(this.#texts.setAside, { room, keepers });
    } else {
      yield* change(this.#texts.found.count, { room, keepers: [] });
      const value = JSON.stringify({ member: true });
      yield* change(this.#texts.found.tell, { room, keepers: [], key, value });
      yield* change(this.#texts.takeBack, [room]);
    }
    // Its end is noted once nothing is left of it.
    if (entry.kind !== 'room.ended') yield* change(this.#texts.trace, [entry.at, entry.kind, entry.by, room]);
  }
}
