import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RoomId, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { Membership, RoomLog, RoomState, SendRecord } from '../../services/log/room-log.ts';
import { inSnapshot } from './in-snapshot.ts';
import { type LogRow, type SendRow, sendColumns, sendRecord, storedEntry } from './log-row.ts';
import {
  banOf,
  type MemberRow,
  membershipOf,
  type RoomDataRow,
  roomInfoOf,
  type SanctionRow,
} from './room-rows.ts';
import type { Writer } from './writer.ts';

const room = `room = (select no from rooms where id = ?)`;
const lanes = [0, 1] as const;

/** Rows of both lanes of a room in the order of seq; each lane gives no more than the limit. Binds (room, seq, limit) a lane, then the limit. */
const inOrder = (columns: string, comparison: '<' | '>') => {
  const order = `order by seq ${comparison === '<' ? 'desc' : 'asc'} limit ?`;
  const parts = lanes.map(
    (lane) => `select * from (
      select ${columns} from log indexed by log_order where ${room} and lane = ${lane} and seq ${comparison} ? ${order})`,
  );
  return `${parts.join(' union all ')} ${order}`;
};

const texts = {
  room: `select * from rooms where id = ?`,
  members: `select * from room_members where room = ?`,
  former: `select "user", stays from room_former_members where room = ?`,
  sanctions: `select * from room_sanctions where room = ?`,
  children: `select room, place from space_children where space = ?`,
  sends: inOrder(sendColumns, '<'),
  findSend: `select ${sendColumns} from log where cmid = ? and account = ? and ${room}`,
  read: inOrder('*', '>'),
  heads: `select id, head from rooms where id in (select value from json_each(?))`,
} as const;

interface ChildRow {
  room: RoomId;
  place: number;
}

/** Rooms' logs in sup.db: reads on this thread's connection, appends through the writer thread. */
export class EmbeddedRoomLog implements RoomLog {
  readonly #db: DatabaseSync;
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  readonly #writer: Writer;

  constructor(db: DatabaseSync, writer: Writer) {
    this.#db = db;
    this.#writer = writer;
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
  }

  async load(room: RoomId): ReturnType<RoomLog['load']> {
    return inSnapshot(this.#db, () => {
      const row = this.#statement.room.get(room) as RoomDataRow | undefined;
      if (!row) return undefined;
      const sends = this.#inOrder('sends', {
        room,
        seq: row.head + 1,
        limit: limits.dedupeWindow,
      }) as unknown as SendRow[];
      return { state: this.#state(row), sends: sends.reverse().map(sendRecord) };
    });
  }

  append(
    room: RoomId,
    head: number,
    entries: Parameters<RoomLog['append']>[2],
  ): Promise<'appended' | 'stale'> {
    return this.#writer.append({ room, head, entries });
  }

  async findSend(room: RoomId, account: UserId, cmid: string): Promise<SendRecord | undefined> {
    const row = this.#statement.findSend.get(cmid, account, room) as SendRow | undefined;
    return row && sendRecord(row);
  }

  async read(room: RoomId, from: number, limit: number): ReturnType<RoomLog['read']> {
    const rows = this.#inOrder('read', { room, seq: from, limit }) as unknown as LogRow[];
    return rows.map(storedEntry);
  }

  async heads(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, number>> {
    const rows = this.#statement.heads.all(JSON.stringify(rooms)) as unknown as {
      id: RoomId;
      head: number;
    }[];
    return new Map(rows.map(({ id, head }) => [id, head]));
  }

  #inOrder(text: 'sends' | 'read', { room, seq, limit }: { room: RoomId; seq: number; limit: number }) {
    return this.#statement[text].all(room, seq, limit, room, seq, limit, limit);
  }

  #state(row: RoomDataRow): RoomState {
    const { head, ordinal, deletions } = row;
    const members = this.#statement.members.all(row.id) as unknown as MemberRow[];
    const memberships = members.map((member): [UserId, Membership] => [member.user, membershipOf(member)]);
    const former = this.#statement.former.all(row.id) as unknown as { user: UserId; stays: string }[];
    const sanctions = this.#statement.sanctions.all(row.id) as unknown as SanctionRow[];
    const children = row.kind === 'space' ? this.#statement.children.all(row.id) : [];
    const bans = sanctions.filter(({ kind }) => kind === 'ban');
    const mutes = sanctions.filter(({ kind }) => kind === 'mute');
    return {
      info: roomInfoOf(row),
      head,
      ordinal,
      deletions,
      members: new Map(memberships),
      former: new Map(former.map(({ user, stays }) => [user, JSON.parse(stays)])),
      bans: new Map(bans.map((ban) => [ban.user, banOf(ban)])),
      mutes: new Map(mutes.map(({ user, until }) => [user, until])),
      // Only the log's writer writes this table.
      children: new Map((children as unknown as ChildRow[]).map(({ room, place }) => [room, place])),
    };
  }
}
