// Appends entries to rooms' logs and keeps what follows from them, inside the writer thread and an open transaction.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Entry, type EntryOf, type RoomId, stateKey, type UserId } from '@sup/protocol';
import type { Kysely } from 'kysely';
import type { Schema } from '../sql/schema.ts';
import { putState } from '../sql/user-state.ts';
import { channelKey } from './channel-key.ts';
import { insertLog, logValues } from './log-row.ts';
import { MessageWriter } from './message-writer.ts';
import type { AppendAsk } from './writer-messages.ts';

const texts = {
  log: insertLog,
  head: `select head from rooms where id = ?`,
  createRoom: `insert into rooms (id, kind, name, name_key, topic, history, created_at, created_by, head, ordinal, deletions,
    member_count, active_at) values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)`,
  nameRoom: `update rooms set name = ?, name_key = ? where id = ?`,
  setTopic: `update rooms set topic = ? where id = ?`,
  advance: `update rooms set head = ?, ordinal = coalesce(?, ordinal), active_at = coalesce(?, active_at),
    deletions = deletions + ?, member_count = member_count + ? where id = ?`,
  join: `insert into room_members (room, "user", role, joined_at, joined_seq, visible_from) values (?, ?, ?, ?, ?, ?)`,
  leave: `delete from room_members where room = ? and "user" = ?`,
  setRole: `update room_members set role = ? where room = ? and "user" = ?`,
} as const;

/** How the row of a room changes by an append. */
interface Advance {
  head: number;
  ordinal: number | null;
  activeAt: number | null;
  deletions: number;
  members: number;
}

export class LogWriter {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  readonly #messages: MessageWriter;
  readonly #kysely: Kysely<Schema>;

  constructor(db: DatabaseSync, kysely: Kysely<Schema>) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
    this.#messages = new MessageWriter(db);
    this.#kysely = kysely;
  }

  /** Appends the entries if the head is the expected one. Throws where they cannot follow from what is there. */
  async append({ room, head, entries }: AppendAsk): Promise<'appended' | 'stale'> {
    const row = this.#statement.head.get(room);
    if (Number(row?.head ?? 0) !== head) return 'stale';
    const advance: Advance = { head, ordinal: null, activeAt: null, deletions: 0, members: 0 };
    for (const append of entries) {
      const { entry, hiddenFrom } = append;
      if (entry.seq !== advance.head + 1)
        throw new RangeError(`seq ${entry.seq} does not follow ${advance.head}`);
      advance.head = entry.seq;
      this.#statement.log.run(...logValues(room, append));
      if (entry.kind === 'message') this.#message(advance, { room, entry, hiddenFrom });
      else await this.#other(advance, { room, entry, hiddenFrom });
    }
    const { ordinal, activeAt, deletions, members } = advance;
    const { changes } = this.#statement.advance.run(
      advance.head,
      ordinal,
      activeAt,
      deletions,
      members,
      room,
    );
    if (Number(changes) !== 1) throw new Error('the first entry of a room must create it');
    return 'appended';
  }

  /** True if a body was blanked since this was last asked. */
  takeBlanked(): boolean {
    return this.#messages.takeBlanked();
  }

  #message(
    advance: Advance,
    placed: { room: RoomId; entry: EntryOf<'message'>; hiddenFrom: UserId | undefined },
  ): void {
    const { entry } = placed;
    this.#messages.created(placed);
    if (entry.thread !== undefined) return;
    advance.ordinal = entry.ordinal;
    advance.activeAt = entry.at;
  }

  async #other(
    advance: Advance,
    {
      room,
      entry,
      hiddenFrom,
    }: { room: RoomId; entry: Exclude<Entry, { kind: 'message' }>; hiddenFrom: UserId | undefined },
  ): Promise<void> {
    switch (entry.kind) {
      case 'edit':
        return this.#messages.edited({ room, entry, hiddenFrom });
      case 'delete':
        advance.deletions += 1;
        return this.#messages.deleted({ room, entry, hiddenFrom });
      case 'reaction':
        return this.#messages.reacted({ room, entry, hiddenFrom });
      case 'room.created':
        this.#create(room, entry);
        break;
      case 'room.changed':
        this.#change(room, entry);
        break;
      case 'member.joined':
        advance.members += 1;
        await this.#join(room, entry);
        break;
      case 'member.left':
        advance.members -= 1;
        await this.#leave(room, entry);
        break;
      case 'member.changed':
        mustChangeOne(this.#statement.setRole.run(entry.role, room, entry.user), entry);
        break;
      default:
        entry satisfies never;
        return;
    }
    this.#messages.system({ room, entry, hiddenFrom });
  }

  #create(id: string, { at, by, room }: EntryOf<'room.created'>): void {
    const { kind, name, topic, history } = room;
    this.#statement.createRoom.run(
      id,
      kind,
      name ?? null,
      channelKey(name),
      topic ?? null,
      history,
      at,
      by,
      at,
    );
  }

  #change(id: string, { change }: EntryOf<'room.changed'>): void {
    if (change.name !== undefined) this.#statement.nameRoom.run(change.name, channelKey(change.name), id);
    if (change.topic !== undefined) this.#statement.setTopic.run(change.topic, id);
  }

  async #join(room: RoomId, entry: EntryOf<'member.joined'>): Promise<void> {
    const { user, role, at, seq, visibleFrom } = entry;
    this.#statement.join.run(room, user, role, at, seq, visibleFrom);
    await putState(this.#kysely, user, { key: stateKey.room(room), value: { member: true } });
  }

  async #leave(room: RoomId, entry: EntryOf<'member.left'>): Promise<void> {
    mustChangeOne(this.#statement.leave.run(room, entry.user), entry);
    await putState(this.#kysely, entry.user, { key: stateKey.room(room), value: null });
  }
}

function mustChangeOne({ changes }: { changes: number | bigint }, entry: Entry): void {
  if (Number(changes) !== 1)
    throw new Error(`entry ${entry.seq} (${entry.kind}) is about somebody who is not a member`);
}
