import type { MessageId, RoomId, UserId } from '@sup/protocol';
import type { Origin } from '../../../services/log/room-log.ts';
import type { KeptAsk, KeptIndex } from '../../../services/messaging/kept-index.ts';
import type { Dialect } from './dialect.ts';
import type { SqlHistory } from './history.ts';
import { type Reads, row, rows, type Steps } from './steps.ts';

const roomIs = `room = (select no from rooms where id = ?)`;
/** Larger than any seq. */
const beyondAll = Number.MAX_SAFE_INTEGER;
const message = `(select l.message from log l where l.room = c.room and l.lane in (0, 1) and l.seq = c.seq) as message`;

const textsIn = (dialect: Dialect) =>
  ({
    head: `select head from rooms where id = ?`,
    pins: `select c.pin_seq as seq, ${message} from message_changes c ${dialect.indexedBy('message_changes_pins')}
      where c.${roomIs} and c.pin_seq < ? order by c.pin_seq desc limit ?`,
    marks: `select c.mark_seq as seq, ${message} from message_changes c ${dialect.indexedBy('message_changes_marks')}
      where c.${roomIs} and c.mark = ? and c.mark_seq < ? and (cast(? as text) is null or c.mark_who = ?)
      order by c.mark_seq desc limit ?`,
    countPins: `select count(*) as count from message_changes ${dialect.indexedBy('message_changes_pins')}
      where ${roomIs} and pin_seq is not null`,
    origins: `select l.message, f.from_room, f.from_message from log l
      join forwards f on f.room = l.room and f.seq = l.seq
      where l.message in (${dialect.listed('text')}) and l.${roomIs}`,
  }) as const;

interface KeptRow {
  seq: number;
  message: MessageId;
}

interface OriginRow {
  message: MessageId;
  from_room: RoomId;
  from_message: MessageId;
}

/** What rooms keep. */
export class SqlKeptIndex implements KeptIndex {
  readonly #reads: Reads;
  readonly #history: Pick<SqlHistory, 'messagesOf'>;
  readonly #texts: ReturnType<typeof textsIn>;

  constructor({ reads, dialect, history }: KeptParts) {
    this.#reads = reads;
    this.#history = history;
    this.#texts = textsIn(dialect);
  }

  list(room: RoomId, reader: UserId, ask: KeptAsk): ReturnType<KeptIndex['list']> {
    return this.#reads.snapshot(this.#list(room, reader, ask));
  }

  countPins(room: RoomId): Promise<number> {
    return this.#reads.run(this.#countPins(room));
  }

  origins(room: RoomId, messages: readonly MessageId[]): Promise<ReadonlyMap<MessageId, Origin>> {
    return this.#reads.run(this.#origins(room, messages));
  }

  *#list(room: RoomId, reader: UserId, ask: KeptAsk): Steps<Awaited<ReturnType<KeptIndex['list']>>> {
    const kept = yield* this.#rows(room, ask);
    const messages = yield* this.#history.messagesOf(
      kept.map((one) => one.message),
      reader,
    );
    const byId = new Map(messages.map((one) => [one.id, one]));
    const found = kept.flatMap((one) => {
      const shown = byId.get(one.message);
      return shown ? [{ message: shown, seq: one.seq }] : [];
    });
    return { found, head: (yield* row<{ head: number }>(this.#texts.head, [room]))?.head ?? 0 };
  }

  *#rows(room: RoomId, { list, who, before = beyondAll, limit }: KeptAsk): Steps<readonly KeptRow[]> {
    const whose = who ?? null;
    if (list === 'pin') return yield* rows<KeptRow>(this.#texts.pins, [room, before, limit]);
    return yield* rows<KeptRow>(this.#texts.marks, [room, list, before, whose, whose, limit]);
  }

  *#countPins(room: RoomId): Steps<number> {
    return (yield* row<{ count: number }>(this.#texts.countPins, [room]))?.count ?? 0;
  }

  *#origins(room: RoomId, messages: readonly MessageId[]): Steps<ReadonlyMap<MessageId, Origin>> {
    const found = yield* rows<OriginRow>(this.#texts.origins, [messages, room]);
    return new Map(found.map((one) => [one.message, { room: one.from_room, message: one.from_message }]));
  }
}

interface KeptParts {
  readonly reads: Reads;
  readonly dialect: Dialect;
  readonly history: Pick<SqlHistory, 'messagesOf'>;
}
