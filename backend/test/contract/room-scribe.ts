// Writes entries as services would, so that a contract test reads like what people do.
import { randomBytes } from 'node:crypto';
import {
  type DeviceId,
  type Entry,
  type History,
  type MessageId,
  makeId,
  type Role,
  type RoomId,
  type RoomKind,
  type Stay,
  type UserId,
} from '@sup/protocol';
import type { Append, RoomLog } from '../../src/services/log/room-log.ts';

let made = 0;
/** A fresh id; ids sort in the order in which they were made. */
export function freshId<Name extends string>() {
  made += 1;
  return makeId<Name>(1_700_000_000_000 + made, randomBytes(10));
}

/** People in the order of their ids. */
export const people = () => ({
  ann: freshId<'UserId'>(),
  bob: freshId<'UserId'>(),
  cleo: freshId<'UserId'>(),
});

type Unplaced<E> = E extends Entry ? Omit<E, 'seq' | 'at' | 'by'> : never;
export interface Message {
  readonly id: MessageId;
  readonly seq: number;
}

const device: DeviceId = freshId<'DeviceId'>();

/** One room and what is said in it. Every verb answers an Append with the next seq; `write` stores what was gathered. */
export class RoomScribe {
  readonly room: RoomId = freshId<'RoomId'>();
  readonly #log: RoomLog;
  head = 0;
  ordinal = 0;
  at = 1_700_000_000_000;

  constructor(log: RoomLog) {
    this.#log = log;
  }

  /** Places an entry after the head. */
  entry(by: UserId, entry: Unplaced<Entry>, hiddenFrom?: UserId): Append {
    this.head += 1;
    this.at += 1;
    const placed = { ...entry, seq: this.head, at: this.at, by } as Entry;
    const cmid = placed.kind === 'message' ? placed.cmid : freshId<'Cmid'>();
    const acked = placed.kind === 'message' ? { message: placed.id, ordinal: placed.ordinal } : {};
    const send = { account: by, cmid, digest: `digest of ${cmid}`, seq: this.head, at: this.at, ...acked };
    return { entry: placed, device, send, ...(hiddenFrom === undefined ? {} : { hiddenFrom }) };
  }

  create(by: UserId, options: { kind?: RoomKind; name?: string; history?: History } = {}): Append {
    const { kind = 'group', history = 'all', name } = options;
    return this.entry(by, {
      kind: 'room.created',
      room: { kind, history, ...(name === undefined ? {} : { name }) },
    });
  }

  join(user: UserId, options: { role?: Role; visibleFrom?: number; earlier?: Stay[] } = {}): Append {
    const { role = 'member', visibleFrom = 1, earlier } = options;
    return this.entry(user, {
      kind: 'member.joined',
      user,
      role,
      visibleFrom,
      ...(earlier && { earlier }),
    });
  }

  leave(user: UserId): Append {
    return this.entry(user, { kind: 'member.left', user });
  }

  say(
    by: UserId,
    body: string,
    options: { mentions?: UserId[]; hiddenFrom?: UserId; thread?: MessageId; threadSeq?: number } = {},
  ): Append {
    const { mentions, thread, threadSeq, hiddenFrom } = options;
    if (thread === undefined) this.ordinal += 1;
    const extra = { ...(mentions ? { mentions } : {}), ...(thread ? { thread, threadSeq } : {}) };
    const ids = { cmid: freshId<'Cmid'>(), id: freshId<'MessageId'>() };
    const ordinal = thread === undefined ? this.ordinal : 1;
    return this.entry(by, { kind: 'message', ...ids, ordinal, encoding: 'text', body, ...extra }, hiddenFrom);
  }

  edit(by: UserId, message: Message, change: { body: string; mentions?: UserId[] }): Append {
    return this.entry(by, {
      kind: 'edit',
      target: message.id,
      targetSeq: message.seq,
      encoding: 'text',
      ...change,
    });
  }

  delete(by: UserId, message: Message): Append {
    return this.entry(by, { kind: 'delete', target: message.id, targetSeq: message.seq });
  }

  react(
    by: UserId,
    message: Message,
    reaction: { emoji: string; on?: boolean; hiddenFrom?: UserId },
  ): Append {
    const { emoji, on = true, hiddenFrom } = reaction;
    const about = { target: message.id, targetSeq: message.seq };
    return this.entry(by, { kind: 'reaction', ...about, emoji, on }, hiddenFrom);
  }

  /** Stores entries that follow the stored head. */
  async write(...entries: Append[]): Promise<'appended' | 'stale'> {
    return await this.#log.append(this.room, this.head - entries.length, entries);
  }

  /** Creates the room with these members; the first is its owner. */
  async open(members: readonly UserId[], options: Parameters<RoomScribe['create']>[1] = {}): Promise<void> {
    const [owner] = members;
    if (!owner) throw new Error('a room needs an owner');
    const created = this.create(owner, options);
    const joined = members.map((user) => this.join(user, { role: user === owner ? 'owner' : 'member' }));
    await this.write(created, ...joined);
  }

  /** Says and stores one message. */
  async tell(by: UserId, body: string, options: Parameters<RoomScribe['say']>[2] = {}): Promise<Message> {
    const append = this.say(by, body, options);
    await this.write(append);
    return messageOf(append);
  }
}

/** The id and place of the message that an append brings. */
export function messageOf({ entry }: Append): Message {
  if (entry.kind !== 'message') throw new Error(`${entry.kind} is not a message`);
  return { id: entry.id, seq: entry.seq };
}
