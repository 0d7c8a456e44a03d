import type { RoomId, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { Membership, RoomLog, RoomState, SendRecord } from '../../../services/log/room-log.ts';
import type { Dialect } from './dialect.ts';
import { type LogRow, type SendRow, sendColumns, sendRecord, storedEntry } from './log-row.ts';
import {
  banOf,
  type MemberRow,
  membershipOf,
  type RoomDataRow,
  roomInfoOf,
  type SanctionRow,
} from './room-rows.ts';
import { type Reads, row, rows, type Steps } from './steps.ts';

const room = `room = (select no from rooms where id = :room)`;
const lanes = [0, 1] as const;

const textsIn = (dialect: Dialect) => {
  /** Rows of both lanes of a room in the order of seq; each lane gives no more than the limit. */
  const inOrder = (columns: string, comparison: '<' | '>') => {
    const order = `order by seq ${comparison === '<' ? 'desc' : 'asc'} limit :limit`;
    const parts = lanes.map(
      (lane) => `select * from (select ${columns} from log ${dialect.indexedBy('log_order')}
        where ${room} and lane = ${lane} and seq ${comparison} :seq ${order}) lane_${lane}`,
    );
    return `${parts.join(' union all ')} ${order}`;
  };
  return {
    room: `select * from rooms where id = ?`,
    members: `select * from room_members where room = ?`,
    former: `select "user", stays from room_former_members where room = ?`,
    sanctions: `select * from room_sanctions where room = ?`,
    children: `select room, place from space_children where space = ?`,
    sends: inOrder(sendColumns, '<'),
    findSend: `select ${sendColumns} from log where cmid = :cmid and account = :account and ${room}`,
    read: inOrder('*', '>'),
    heads: `select id, head from rooms where id in (${dialect.listed('text')})`,
  } as const;
};

interface ChildRow {
  room: RoomId;
  place: number;
}

/** Rooms' logs: reads here, appends by whoever writes the database. */
export class SqlRoomLog implements RoomLog {
  readonly #reads: Reads;
  readonly #texts: ReturnType<typeof textsIn>;
  readonly append: RoomLog['append'];

  constructor({ reads, dialect, append }: { reads: Reads; dialect: Dialect; append: RoomLog['append'] }) {
    this.#reads = reads;
    this.#texts = textsIn(dialect);
    this.append = append;
  }

  load(room: RoomId): ReturnType<RoomLog['load']> {
    return this.#reads.snapshot(this.#load(room));
  }

  findSend(room: RoomId, account: UserId, cmid: string): Promise<SendRecord | undefined> {
    return this.#reads.run(this.#findSend({ room, account, cmid }));
  }

  read(room: RoomId, from: number, limit: number): ReturnType<RoomLog['read']> {
    return this.#reads.run(this.#read({ room, seq: from, limit }));
  }

  heads(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, number>> {
    return this.#reads.run(this.#heads(rooms));
  }

  *#load(room: RoomId): Steps<Awaited<ReturnType<RoomLog['load']>>> {
    const found = yield* row<RoomDataRow>(this.#texts.room, [room]);
    if (!found) return undefined;
    const newest = { room, seq: found.head + 1, limit: limits.dedupeWindow };
    const sends = yield* rows<SendRow>(this.#texts.sends, newest);
    return { state: yield* this.#state(found), sends: sends.toReversed().map(sendRecord) };
  }

  *#findSend(key: { room: RoomId; account: UserId; cmid: string }): Steps<SendRecord | undefined> {
    const found = yield* row<SendRow>(this.#texts.findSend, key);
    return found && sendRecord(found);
  }

  *#read(range: { room: RoomId; seq: number; limit: number }): Steps<Awaited<ReturnType<RoomLog['read']>>> {
    return (yield* rows<LogRow>(this.#texts.read, range)).map(storedEntry);
  }

  *#heads(ids: readonly RoomId[]): Steps<ReadonlyMap<RoomId, number>> {
    const found = yield* rows<{ id: RoomId; head: number }>(this.#texts.heads, [ids]);
    return new Map(found.map(({ id, head }) => [id, head]));
  }

  *#state(data: RoomDataRow): Steps<RoomState> {
    const { id, head, ordinal, deletions } = data;
    const members = yield* rows<MemberRow>(this.#texts.members, [id]);
    const memberships = members.map((member): [UserId, Membership] => [member.user, membershipOf(member)]);
    const former = yield* rows<{ user: UserId; stays: string }>(this.#texts.former, [id]);
    const sanctions = yield* rows<SanctionRow>(this.#texts.sanctions, [id]);
    // Only the log's writer writes this table.
    const children = data.kind === 'space' ? yield* rows<ChildRow>(this.#texts.children, [id]) : [];
    const bans = sanctions.filter(({ kind }) => kind === 'ban');
    const mutes = sanctions.filter(({ kind }) => kind === 'mute');
    return {
      info: roomInfoOf(data),
      head,
      ordinal,
      deletions,
      members: new Map(memberships),
      former: new Map(former.map(({ user, stays }) => [user, JSON.parse(stays)])),
      bans: new Map(bans.map((ban) => [ban.user, banOf(ban)])),
      mutes: new Map(mutes.map(({ user, until }) => [user, until])),
      children: new Map(children.map((child) => [child.room, child.place])),
    };
  }
}
