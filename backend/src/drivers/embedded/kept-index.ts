import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MessageId, RoomId, UserId } from '@sup/protocol';
import type { Origin } from '../../services/log/room-log.ts';
import type { KeptAsk, KeptIndex } from '../../services/messaging/kept-index.ts';
import type { EmbeddedHistory } from './history.ts';
import { inSnapshot } from './in-snapshot.ts';

const roomIs = `room = (select no from rooms where id = ?)`;
/** Larger than any seq. */
const beyondAll = Number.MAX_SAFE_INTEGER;
const message = `(select l.message from log l where l.room = c.room and l.lane in (0, 1) and l.seq = c.seq) as message`;

const texts = {
  head: `select head from rooms where id = ?`,
  pins: `select c.pin_seq as seq, ${message} from message_changes c indexed by message_changes_pins
    where c.${roomIs} and c.pin_seq < ? order by c.pin_seq desc limit ?`,
  marks: `select c.mark_seq as seq, ${message} from message_changes c indexed by message_changes_marks
    where c.${roomIs} and c.mark = ? and c.mark_seq < ? and (? is null or c.mark_who = ?)
    order by c.mark_seq desc limit ?`,
  countPins: `select count(*) as count from message_changes indexed by message_changes_pins
    where ${roomIs} and pin_seq is not null`,
  origins: `select l.message, f.from_room, f.from_message from log l
    join forwards f on f.room = l.room and f.seq = l.seq
    where l.message in (select value from json_each(?)) and l.${roomIs}`,
} as const;

interface KeptRow {
  seq: number;
  message: MessageId;
}

interface OriginRow {
  message: MessageId;
  from_room: RoomId;
  from_message: MessageId;
}

/** What rooms keep, in sup.db, read on this thread's connection. */
export class EmbeddedKeptIndex implements KeptIndex {
  readonly #db: DatabaseSync;
  readonly #history: EmbeddedHistory;
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;

  /** `history` reads on the same connection. */
  constructor(db: DatabaseSync, history: EmbeddedHistory) {
    this.#db = db;
    this.#history = history;
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
  }

  async list(room: RoomId, reader: UserId, ask: KeptAsk): ReturnType<KeptIndex['list']> {
    return inSnapshot(this.#db, () => {
      const rows = this.#rows(room, ask);
      const messages = this.#history.messagesNow(
        rows.map((row) => row.message),
        reader,
      );
      const byId = new Map(messages.map((one) => [one.id, one]));
      const found = rows.flatMap((row) => {
        const kept = byId.get(row.message);
        return kept ? [{ message: kept, seq: row.seq }] : [];
      });
      return { found, head: Number(this.#statement.head.get(room)?.head ?? 0) };
    });
  }

  #rows(room: RoomId, { list, who, before = beyondAll, limit }: KeptAsk): KeptRow[] {
    const whose = who ?? null;
    const rows =
      list === 'pin'
        ? this.#statement.pins.all(room, before, limit)
        : this.#statement.marks.all(room, list, before, whose, whose, limit);
    return rows as unknown as KeptRow[];
  }

  async countPins(room: RoomId): Promise<number> {
    return Number(this.#statement.countPins.get(room)?.count ?? 0);
  }

  async origins(room: RoomId, messages: readonly MessageId[]): Promise<ReadonlyMap<MessageId, Origin>> {
    const rows = this.#statement.origins.all(JSON.stringify(messages), room) as unknown as OriginRow[];
    return new Map(rows.map((row) => [row.message, { room: row.from_room, message: row.from_message }]));
  }
}
