// Appends entries to rooms' logs and keeps what follows from them, inside the writer thread and an open transaction.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Entry, EntryOf, MessageId, RoomId, SystemEntry, UserId } from '@sup/protocol';
import { stateKey, stays, withSettings } from '@sup/protocol/wire';
import type { Kysely } from 'kysely';
import type { Append } from '../../services/log/room-log.ts';
import type { Schema } from '../sql/schema.ts';
import { putState, putStates } from '../sql/user-state.ts';
import { channelKey } from './channel-key.ts';
import { ClosingWriter } from './closing-writer.ts';
import { insertLog, logValues } from './log-row.ts';
import { MessageWriter } from './message-writer.ts';
import type { Voter } from './poll-writer.ts';
import { type SightRow, sightOf } from './room-rows.ts';
import type { Follow } from './thread-writer.ts';
import type { AppendAsk } from './writer-messages.ts';

/** A statement takes 32,766 values; each of these has four. */
const statesAtOnceMax = 500;

const texts = {
  log: insertLog,
  room: `select no, head from rooms where id = ?`,
  createRoom: `insert into rooms (id, kind, name, name_key, topic, history, created_at, created_by, head, ordinal, deletions,
    member_count, active_at) values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)`,
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
  setRole: `update room_members set role = ? where room = ? and "user" = ?`,
  sanction: `insert into room_sanctions (room, kind, "user", "by", at, until, reason) values (?, ?, ?, ?, ?, ?, ?)
    on conflict do update set "by" = excluded."by", at = excluded.at, until = excluded.until, reason = excluded.reason`,
  endSanction: `delete from room_sanctions where room = ? and kind = ? and "user" = ?`,
  putChild: `insert into space_children (space, room, place) values (?, ?, ?)
    on conflict do update set place = excluded.place`,
  dropChild: `delete from space_children where space = ? and room = ?`,
  endedSanctions: `delete from room_sanctions where room = ? and kind = ? and until <= ?`,
} as const;

/** A room while entries are appended to it, and how its row will change. */
interface Room {
  readonly id: RoomId;
  /** rooms.no */
  readonly no: number;
  head: number;
  ordinal: number | null;
  activeAt: number | null;
  deletions: number;
  members: number;
}

export class LogWriter {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  readonly #messages: MessageWriter;
  readonly #closing: ClosingWriter;
  readonly #kysely: Kysely<Schema>;

  constructor(db: DatabaseSync, kysely: Kysely<Schema>) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
    this.#messages = new MessageWriter(db);
    this.#closing = new ClosingWriter(db);
    this.#kysely = kysely;
  }

  /** Appends the entries if the head is the expected one. Throws where they cannot follow from what is there. */
  async append({ room: id, head, entries }: AppendAsk): Promise<'appended' | 'stale'> {
    const known = this.#statement.room.get(id);
    if (Number(known?.head ?? 0) !== head) return 'stale';
    const no = known ? Number(known.no) : this.#create(id, entries[0]?.entry);
    const room: Room = { id, no, head, ordinal: null, activeAt: null, deletions: 0, members: 0 };
    // What a write before this one left behind was undone with it.
    this.#messages.takeFollows();
    this.#messages.takeVoters();
    for (const append of entries) {
      const waiting = this.#entry(room, append);
      if (waiting) await waiting;
    }
    const { ordinal, activeAt, deletions, members } = room;
    this.#statement.advance.run(room.head, ordinal, activeAt, deletions, members, no);
    return 'appended';
  }

  /** True if a body was blanked since this was last asked. */
  takeBlanked(): boolean {
    return this.#messages.takeBlanked();
  }

  // Only what needs the own stream is waited for: a promise an entry would cost as much as its row.
  #entry(room: Room, append: Append): Promise<void> | undefined {
    const { entry, hiddenFrom, origin } = append;
    if (entry.seq !== room.head + 1) throw new RangeError(`seq ${entry.seq} does not follow ${room.head}`);
    room.head = entry.seq;
    this.#statement.log.run(...logValues(room.no, append));
    const placed = { room: room.no, hiddenFrom };
    switch (entry.kind) {
      case 'message':
        this.#messages.created({ ...placed, entry, origin });
        if (entry.thread !== undefined) return this.#follow(room);
        room.ordinal = entry.ordinal;
        room.activeAt = entry.at;
        return;
      case 'edit':
        this.#messages.edited({ ...placed, entry });
        return entry.thread === undefined ? undefined : this.#follow(room);
      case 'delete':
        if (entry.thread === undefined) room.deletions += 1;
        this.#messages.deleted({ ...placed, entry });
        return this.#forgetVotes();
      case 'reaction':
        this.#messages.reacted({ ...placed, entry });
        return;
      case 'pin':
        this.#messages.pinned({ ...placed, entry });
        return;
      case 'mark':
        this.#messages.marked({ ...placed, entry });
        return;
      case 'poll':
        this.#messages.counted({ ...placed, entry });
        return;
      case 'move':
        if (entry.thread === undefined) room.deletions += 1;
        this.#messages.moved({ ...placed, entry });
        return;
      case 'return':
        if (entry.thread === undefined) room.deletions -= 1;
        this.#messages.returned({ ...placed, entry });
        return entry.thread === undefined ? undefined : this.#follow(room);
      case 'messages.expired':
        this.#expire(room, entry);
        return this.#forgetVotes();
      case 'space.child':
        this.#arrange(room, entry);
        return;
      default:
        return this.#system(room, entry, hiddenFrom);
    }
  }

  #expire(room: Room, { messages, at }: EntryOf<'messages.expired'>): void {
    for (const message of messages) {
      if (message.thread === undefined) room.deletions += 1;
      this.#messages.expired(room.no, message, at);
    }
  }

  #arrange({ id }: Room, { room, place }: EntryOf<'space.child'>): void {
    if (room === undefined) throw new Error('an entry that is logged says what it is about');
    if (typeof place === 'number') this.#statement.putChild.run(id, room, place);
    else this.#statement.dropChild.run(id, room);
  }

  /** Whoever follows a thread from this entry on learns it by their own stream. */
  #follow(room: Room): Promise<void> | undefined {
    const follows = this.#messages.takeFollows();
    return follows.length === 0 ? undefined : this.#putFollows(room, follows);
  }

  async #putFollows(room: Room, follows: readonly Follow[]): Promise<void> {
    for (const { user, root } of follows) {
      // Both come from entries and rows that hold ids of these kinds.
      const key = stateKey.follow(room.id, root as MessageId);
      await putState(this.#kysely, user as UserId, { key, value: { on: true } });
    }
  }

  /** Of a poll that is gone, nobody's own stream says what they voted. */
  #forgetVotes(): Promise<void> | undefined {
    const voters = this.#messages.takeVoters();
    return voters.length === 0 ? undefined : this.#dropVotes(voters);
  }

  async #dropVotes(voters: readonly Voter[]): Promise<void> {
    for (const [message, theirs] of Map.groupBy(voters, (voter) => voter.message)) {
      const key = stateKey.vote(message as MessageId);
      const users = theirs.map(({ user }) => user as UserId);
      for (let at = 0; at < users.length; at += statesAtOnceMax)
        await putStates(
          this.#kysely,
          users.slice(at, at + statesAtOnceMax).map((user) => ({ user, key, value: null })),
        );
    }
  }

  #system(room: Room, entry: SystemEntry, hiddenFrom: Append['hiddenFrom']): Promise<void> | undefined {
    switch (entry.kind) {
      case 'room.created':
        if (entry.seq !== 1) throw new Error('a room is created by its first entry only');
        return;
      case 'messages.moved':
        return;
      case 'room.changed':
        this.#change(room, entry);
        return;
      case 'room.deleted':
      case 'room.restored':
      case 'room.ended':
        this.#closing.apply(room, entry);
        return;
      case 'member.joined':
        return this.#join(room, entry, hiddenFrom === entry.user);
      case 'member.left':
        return this.#leave(room, entry);
      case 'member.changed':
        mustChangeOne(this.#statement.setRole.run(entry.role, room.id, entry.user), entry);
        return;
      case 'member.banned':
        this.#sanction(room, 'ban', entry);
        return;
      case 'member.unbanned':
        this.#statement.endSanction.run(room.id, 'ban', entry.user);
        return;
      case 'member.muted':
        if (entry.until === null) this.#statement.endSanction.run(room.id, 'mute', entry.user);
        else this.#sanction(room, 'mute', { ...entry, until: entry.until });
        return;
      default:
        return entry satisfies never;
    }
  }

  #create(id: RoomId, entry: Entry | undefined): number {
    if (entry?.kind !== 'room.created') throw new Error('the first entry of a room must create it');
    const { at, by } = entry;
    const { kind, name, topic, history } = entry.room;
    const named = [name ?? null, channelKey(name), topic ?? null] as const;
    return Number(this.#statement.createRoom.run(id, kind, ...named, history, at, by, at).lastInsertRowid);
  }

  #change({ no }: Room, { change }: EntryOf<'room.changed'>): void {
    if (change.name !== undefined) this.#statement.nameRoom.run(change.name, channelKey(change.name), no);
    if (change.topic !== undefined) this.#statement.setTopic.run(change.topic, no);
    if (change.settings === undefined) return;
    if (change.settings.retentionDays !== undefined)
      this.#statement.setRetention.run(change.settings.retentionDays || null, no);
    if (change.settings.editHistory === false) this.#messages.forgetVersions(no);
    const before = this.#statement.settings.get(no)?.settings;
    // Only this method writes the column.
    const known = typeof before === 'string' ? (JSON.parse(before) as typeof change.settings) : undefined;
    this.#statement.setSettings.run(JSON.stringify(withSettings(known, change.settings)), no);
  }

  #sanction(
    room: Room,
    kind: 'ban' | 'mute',
    {
      user,
      by,
      at,
      until,
      ...rest
    }: { user: string; by: string; at: number; until: number; reason?: string | undefined },
  ): void {
    this.#statement.endedSanctions.run(room.id, kind, at);
    this.#statement.sanction.run(room.id, kind, user, by, at, until, rest.reason ?? null);
  }

  /** Whoever was asked and has not said yes learns nothing of it: the room is none of theirs until then. */
  async #join(room: Room, entry: EntryOf<'member.joined'>, isAsked: boolean): Promise<void> {
    const { user, role, at, seq, visibleFrom, earlier } = entry;
    room.members += 1;
    this.#statement.endSanction.run(room.id, 'ban', user);
    this.#statement.endStays.run(room.id, user);
    const stays = earlier ? JSON.stringify(earlier) : null;
    this.#statement.join.run(room.id, user, role, at, seq, visibleFrom, stays);
    if (isAsked) this.#statement.ask.run(room.id, user);
    else await putState(this.#kysely, user, { key: stateKey.room(room.id), value: { member: true } });
  }

  async #leave(room: Room, entry: EntryOf<'member.left'>): Promise<void> {
    room.members -= 1;
    const member = this.#statement.sight.get(room.id, entry.user) as SightRow | undefined;
    if (member) {
      const left = stays(sightOf(member), entry.seq);
      this.#statement.keepStays.run(room.id, entry.user, JSON.stringify(left));
    }
    const isAsked = this.#statement.asked.get(room.id, entry.user) !== undefined;
    mustChangeOne(this.#statement.leave.run(room.id, entry.user), entry);
    this.#messages.left(room.no, entry.user);
    if (!isAsked) await putState(this.#kysely, entry.user, { key: stateKey.room(room.id), value: null });
  }
}

function mustChangeOne({ changes }: { changes: number | bigint }, entry: Entry): void {
  if (Number(changes) !== 1)
    throw new Error(`entry ${entry.seq} (${entry.kind}) is about somebody who is not a member`);
}
