// Appends entries to rooms' logs and keeps what follows from them, inside an open transaction.
//
// Whoever writes for one room at a time (SQLite) takes `append`. Whoever has locked many rooms (PostgreSQL) takes its
// parts: one insert for the rows of all plain messages, one update for all of the rooms.

import type { Entry, EntryOf, RoomId, SystemEntry, UserId } from '@sup/protocol';
import { stateKey, stays, withFormerRole, withSettings } from '@sup/protocol/wire';
import type { Append } from '../../../services/log/room-log.ts';
import { putState } from '../user-state.ts';
import type { AppendAsk } from './append-ask.ts';
import { channelKey } from './channel-key.ts';
import { ClosingWriter } from './closing-writer.ts';
import type { Dialect } from './dialect.ts';
import { insertLog, type LogValues, logValues } from './log-row.ts';
import { MessageWriter } from './message-writer.ts';
import { type MemberRow, membershipOf, type SightRow, sightOf } from './room-rows.ts';
import { change, type Errand, row, type Steps } from './steps.ts';

const texts = {
  room: `select no, head from rooms where id = ?`,
  createRoom: `insert into rooms (id, kind, name, name_key, topic, history, created_at, created_by, head, ordinal, deletions,
    member_count, active_at) values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?) returning no`,
  nameRoom: `update rooms set name = ?, name_key = ? where no = ?`,
  setTopic: `update rooms set topic = ? where no = ?`,
  settings: `select settings from rooms where no = ?`,
  setSettings: `update rooms set settings = ? where no = ?`,
  setRetention: `update rooms set retention_days = ? where no = ?`,
  advance: `update rooms set head = ?, ordinal = coalesce(?, ordinal), active_at = coalesce(?, active_at),
    deletions = deletions + ?, member_count = member_count + ? where no = ?`,
  join: `insert into room_members (room, "user", role, joined_at, joined_seq, visible_from, earlier)
    values (?, ?, ?, ?, ?, ?, ?)`,
  sight: `select visible_from, earlier from room_members where room = ? and "user" = ?`,
  asked: `select 1 from room_members where room = ? and "user" = ? and asked in (1, 3)`,
  ask: `update room_members set asked = 1 where room = ? and "user" = ?`,
  leave: `delete from room_members where room = ? and "user" = ?`,
  keepStays: `insert into room_former_members (room, "user", stays) values (?, ?, ?)`,
  endStays: `delete from room_former_members where room = ? and "user" = ?`,
  member: `select * from room_members where room = ? and "user" = ?`,
  setRole: `update room_members set role = ?, former_roles = ? where room = ? and "user" = ?`,
  sanction: `insert into room_sanctions (room, kind, "user", "by", at, until, reason) values (?, ?, ?, ?, ?, ?, ?)
    on conflict (room, kind, "user") do update set "by" = excluded."by", at = excluded.at, until = excluded.until, reason = excluded.reason`,
  endSanction: `delete from room_sanctions where room = ? and kind = ? and "user" = ?`,
  putChild: `insert into space_children (space, room, place) values (?, ?, ?)
    on conflict (space, room) do update set place = excluded.place`,
  dropChild: `delete from space_children where space = ? and room = ?`,
  endedSanctions: `delete from room_sanctions where room = ? and kind = ? and until <= ?`,
} as const;

/** A room while entries are appended to it, and how its row will change. */
export interface RoomUnderWrite {
  readonly id: RoomId;
  /** rooms.no */
  readonly no: number;
  head: number;
  ordinal: number | null;
  activeAt: number | null;
  deletions: number;
  members: number;
}

/** A room that nothing was appended to yet. */
export function underWrite({ id, no, head }: Pick<RoomUnderWrite, 'id' | 'no' | 'head'>): RoomUnderWrite {
  return { id, no, head, ordinal: null, activeAt: null, deletions: 0, members: 0 };
}

export class LogWriter {
  readonly #messages: MessageWriter;
  readonly #closing: ClosingWriter;

  constructor(dialect: Dialect) {
    this.#messages = new MessageWriter(dialect);
    this.#closing = new ClosingWriter(dialect);
  }

  /** Appends the entries if the head is the expected one. Throws where they cannot follow from what is there. */
  *append({ room: id, head, entries }: AppendAsk): Steps<'appended' | 'stale'> {
    // Yielded plainly, as all that each append has: a generator more would cost a fiftieth of it.
    const [known] = (yield { text: texts.room, values: [id], wants: 'rows' }).rows;
    if (Number(known?.head ?? 0) !== head) return 'stale';
    const no = known ? Number(known.no) : yield* this.create(id, entries[0]?.entry);
    const room = underWrite({ id, no, head });
    for (const append of entries) {
      yield { text: insertLog, values: this.place(room, append), wants: 'changes' };
      if (isPlain(append)) countMessage(room, append.entry);
      else yield* this.follow(room, append);
    }
    const { ordinal, activeAt, deletions, members } = room;
    const values = [room.head, ordinal, activeAt, deletions, members, no];
    yield { text: texts.advance, values, wants: 'changes' };
    return 'appended';
  }

  /** True if a body was blanked since this was last asked. */
  takeBlanked(): boolean {
    return this.#messages.takeBlanked();
  }

  /** The row of the log that an entry becomes; it must be the next of its room. */
  place(room: RoomUnderWrite, append: Append): LogValues {
    const { seq } = append.entry;
    if (seq !== room.head + 1) throw new RangeError(`seq ${seq} does not follow ${room.head}`);
    room.head = seq;
    return logValues(room.no, append);
  }

  /** What follows from an entry whose row is in the log. */
  *follow(room: RoomUnderWrite, { entry, hiddenFrom, origin }: Append): Steps {
    const placed = { room: room.no, roomId: room.id, hiddenFrom };
    switch (entry.kind) {
      case 'message':
        yield* this.#messages.created({ ...placed, entry, origin });
        if (entry.thread === undefined) countMessage(room, entry);
        return;
      case 'edit':
        yield* this.#messages.edited({ ...placed, entry });
        return;
      case 'delete':
        if (entry.thread === undefined) room.deletions += 1;
        yield* this.#messages.deleted({ ...placed, entry });
        return;
      case 'reaction':
        yield* this.#messages.reacted({ ...placed, entry });
        return;
      case 'pin':
        yield* this.#messages.pinned({ ...placed, entry });
        return;
      case 'mark':
        yield* this.#messages.marked({ ...placed, entry });
        return;
      case 'poll':
        yield* this.#messages.counted({ ...placed, entry });
        return;
      case 'move':
        if (entry.thread === undefined) room.deletions += 1;
        yield* this.#messages.moved({ ...placed, entry });
        return;
      case 'return':
        if (entry.thread === undefined) room.deletions -= 1;
        yield* this.#messages.returned({ ...placed, entry });
        return;
      case 'messages.expired':
        yield* this.#expire(room, entry);
        return;
      case 'space.child':
        yield* this.#arrange(room, entry);
        return;
      default:
        return yield* this.#system(room, entry, hiddenFrom);
    }
  }

  *#expire(room: RoomUnderWrite, { messages, at }: EntryOf<'messages.expired'>): Steps {
    for (const message of messages) {
      if (message.thread === undefined) room.deletions += 1;
      yield* this.#messages.expired(room.no, message, at);
    }
  }

  *#arrange({ id }: RoomUnderWrite, { room, place }: EntryOf<'space.child'>): Steps {
    if (room === undefined) throw new Error('an entry that is logged says what it is about');
    if (typeof place === 'number') yield* change(texts.putChild, [id, room, place]);
    else yield* change(texts.dropChild, [id, room]);
  }

  *#system(room: RoomUnderWrite, entry: SystemEntry, hiddenFrom: Append['hiddenFrom']): Steps {
    switch (entry.kind) {
      case 'room.created':
        if (entry.seq !== 1) throw new Error('a room is created by its first entry only');
        return;
      case 'messages.moved':
        return;
      case 'room.changed':
        yield* this.#change(room, entry);
        return;
      case 'room.deleted':
      case 'room.restored':
      case 'room.ended':
        yield* this.#closing.apply(room, entry);
        return;
      case 'member.joined':
        return yield* this.#join(room, entry, hiddenFrom === entry.user);
      case 'member.left':
        return yield* this.#leave(room, entry);
      case 'member.changed':
        yield* this.#changeRole(room, entry);
        return;
      case 'member.banned':
        yield* this.#sanction(room, 'ban', entry);
        return;
      case 'member.unbanned':
        yield* change(texts.endSanction, [room.id, 'ban', entry.user]);
        return;
      case 'member.muted':
        if (entry.until === null) yield* change(texts.endSanction, [room.id, 'mute', entry.user]);
        else yield* this.#sanction(room, 'mute', { ...entry, until: entry.until });
        return;
      default:
        return entry satisfies never;
    }
  }

  /** Adds the row of a room that begins; answers its number. */
  *create(id: RoomId, entry: Entry | undefined): Steps<number> {
    if (entry?.kind !== 'room.created') throw new Error('the first entry of a room must create it');
    const { at, by } = entry;
    const { kind, name, topic, history } = entry.room;
    const named = [name ?? null, channelKey(name), topic ?? null] as const;
    const made = yield* row<{ no: number }>(texts.createRoom, [id, kind, ...named, history, at, by, at]);
    if (!made) throw new Error('a room that was inserted has no number');
    return made.no;
  }

  *#change({ no }: RoomUnderWrite, { change: changed }: EntryOf<'room.changed'>): Steps {
    const { name, topic, settings } = changed;
    if (name !== undefined) yield* change(texts.nameRoom, [name, channelKey(name), no]);
    if (topic !== undefined) yield* change(texts.setTopic, [topic, no]);
    if (settings === undefined) return;
    if (settings.retentionDays !== undefined)
      yield* change(texts.setRetention, [settings.retentionDays || null, no]);
    if (settings.editHistory === false) yield* this.#messages.forgetVersions(no);
    const before = (yield* row<{ settings: string | null }>(texts.settings, [no]))?.settings;
    // Only this method writes the column.
    const known = before ? (JSON.parse(before) as typeof settings) : undefined;
    yield* change(texts.setSettings, [JSON.stringify(withSettings(known, settings)), no]);
  }

  *#changeRole({ id }: RoomUnderWrite, entry: EntryOf<'member.changed'>): Steps {
    const { role, user, seq } = entry;
    const member = yield* row<MemberRow>(texts.member, [id, user]);
    const former = member ? JSON.stringify(withFormerRole(membershipOf(member), seq)) : null;
    mustChangeOne(yield* change(texts.setRole, [role, former, id, user]), entry);
  }

  *#sanction(
    room: RoomUnderWrite,
    kind: 'ban' | 'mute',
    {
      user,
      by,
      at,
      until,
      ...rest
    }: { user: string; by: string; at: number; until: number; reason?: string | undefined },
  ): Steps {
    yield* change(texts.endedSanctions, [room.id, kind, at]);
    yield* change(texts.sanction, [room.id, kind, user, by, at, until, rest.reason ?? null]);
  }

  /** Whoever was asked and has not said yes learns nothing of it: the room is none of theirs until then. */
  *#join(room: RoomUnderWrite, entry: EntryOf<'member.joined'>, isAsked: boolean): Steps {
    const { user, role, at, seq, visibleFrom, earlier } = entry;
    room.members += 1;
    yield* change(texts.endSanction, [room.id, 'ban', user]);
    yield* change(texts.endStays, [room.id, user]);
    const stays = earlier ? JSON.stringify(earlier) : null;
    yield* change(texts.join, [room.id, user, role, at, seq, visibleFrom, stays]);
    if (isAsked) yield* change(texts.ask, [room.id, user]);
    else yield tellMember(room.id, user, { member: true });
  }

  *#leave(room: RoomUnderWrite, entry: EntryOf<'member.left'>): Steps {
    room.members -= 1;
    const member = yield* row<SightRow>(texts.sight, [room.id, entry.user]);
    if (member) {
      const left = stays(sightOf(member), entry.seq);
      yield* change(texts.keepStays, [room.id, entry.user, JSON.stringify(left)]);
    }
    const isAsked = (yield* row(texts.asked, [room.id, entry.user])) !== undefined;
    mustChangeOne(yield* change(texts.leave, [room.id, entry.user]), entry);
    yield* this.#messages.left(room.no, entry.user);
    if (!isAsked) yield tellMember(room.id, entry.user, null);
  }
}

/** A message that nothing follows from but counts. */
export type Plain = Append & { readonly entry: EntryOf<'message'> };

/** True for a message that nothing follows from but counts, as of most. */
export function isPlain(append: Append): append is Plain {
  const { entry, origin } = append;
  if (entry.kind !== 'message' || origin) return false;
  return !(entry.thread || entry.mentions || entry.audience || entry.moved || entry.poll);
}

/** A message at the level of the room. */
export function countMessage(room: RoomUnderWrite, { ordinal, at }: EntryOf<'message'>): void {
  room.ordinal = ordinal;
  room.activeAt = at;
}

/** Says by somebody's own stream whether a room is theirs. */
function tellMember(room: RoomId, user: UserId, value: { member: true } | null): Errand {
  return { run: (db) => putState(db, user, { key: stateKey.room(room), value }) };
}

function mustChangeOne(changes: number, entry: Entry): void {
  if (changes !== 1)
    throw new Error(`entry ${entry.seq} (${entry.kind}) is about somebody who is not a member`);
}
