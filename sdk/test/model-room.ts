// One room of the model server: its log, and what follows from it. Simple and slow on purpose.
import type {
  Ack,
  Cmid,
  Entry,
  MessageId,
  MessageView,
  Preview,
  Receipt,
  Role,
  RoomId,
  RoomView,
  TimelineItem,
  TimelinePage,
  UpFrame,
  UserId,
  UserView,
} from '@sup/protocol';
import { limits, makeId, SupError } from '@sup/protocol/wire';

export type Write = UpFrame<'message.send' | 'message.edit' | 'message.delete' | 'message.react'>;
type WithoutPlace<Kind> = Kind extends Entry ? Omit<Kind, 'seq' | 'at'> : never;
export type NewEntry = WithoutPlace<Entry>;

export class ModelRoom {
  readonly id: RoomId;
  readonly kind: 'direct' | 'group' | 'channel';
  readonly log: Entry[] = [];
  readonly members = new Map<UserId, number>();
  /** Entries that were logged while someone who had been in the room was not. */
  readonly #missed = new Map<UserId, Set<number>>();
  readonly receipts = new Map<UserId, Receipt>();
  readonly markers = new Map<UserId, number>();
  /** How many members it claims to have, to play a large room with few accounts. */
  claimedMembers = 0;
  /** How long messages are there; 0: for ever. */
  disappearAfterMs = 0;
  readonly #acks = new Map<string, { content: string; ack: Ack }>();
  readonly #now: () => number;
  readonly #random: (bytes: number) => Uint8Array;

  constructor(options: {
    id: RoomId;
    kind: 'direct' | 'group' | 'channel';
    now: () => number;
    random: (bytes: number) => Uint8Array;
  }) {
    this.id = options.id;
    this.kind = options.kind;
    this.#now = options.now;
    this.#random = options.random;
  }

  get head(): number {
    return this.log.length;
  }

  append(entry: NewEntry): Entry {
    const placed = { ...entry, seq: this.head + 1, at: this.#now() } as Entry;
    this.log.push(placed);
    for (const [user, missed] of this.#missed) if (!this.members.has(user)) missed.add(placed.seq);
    return placed;
  }

  join(user: UserId, by: UserId): Entry {
    const role = user === by ? 'owner' : 'member';
    const entry = this.append({ kind: 'member.joined', by, user, role, visibleFrom: 1 });
    this.members.set(user, entry.seq);
    this.#missed.get(user)?.delete(entry.seq);
    this.receipts.set(user, { delivered: entry.seq, read: entry.seq });
    this.markers.set(user, entry.seq);
    return entry;
  }

  changeRole(user: UserId, role: Role, by: UserId): Entry {
    return this.append({ kind: 'member.changed', by, user, role });
  }

  leave(user: UserId, by: UserId): Entry {
    const entry = this.append({ kind: 'member.left', by, user });
    this.members.delete(user);
    this.receipts.delete(user);
    this.#missed.set(user, this.#missed.get(user) ?? new Set());
    return entry;
  }

  /** The entries of (from, to] that were logged while the person was in the room. */
  entriesFor(user: UserId, from: number, to: number): Entry[] {
    const missed = this.#missed.get(user);
    return this.log.slice(from, to).filter(({ seq }) => !missed?.has(seq));
  }

  /** R20, R21: one effect for one cmid. `fresh` is the entry, if this try made it. */
  write(by: UserId, frame: Write): { ack: Ack; fresh?: Entry } {
    const { id: _, ...content } = frame;
    const key = `${by}:${frame.cmid}`;
    const known = this.#acks.get(key);
    if (known && known.content !== JSON.stringify(content)) throw new SupError('cmid-conflict');
    if (known) return { ack: known.ack };
    const fresh = this.append(this.#entryOf(by, frame));
    const made = fresh.kind === 'message' ? { message: fresh.id, ordinal: fresh.ordinal } : {};
    const ack: Ack = { seq: fresh.seq, at: fresh.at, ...made };
    this.#acks.set(key, { content: JSON.stringify(content), ack });
    if (fresh.kind === 'message') this.markers.set(by, Math.max(this.markers.get(by) ?? 0, fresh.seq));
    return { ack, fresh };
  }

  #entryOf(by: UserId, frame: Write): NewEntry {
    if (frame.type === 'message.send') return this.#messageOf(by, frame);
    const target = this.messages().find(({ id }) => id === frame.message);
    if (target === undefined) throw new SupError('message-not-found');
    if (target.deletedAt !== undefined) throw new SupError('message-deleted');
    const about = { target: target.id, targetSeq: target.seq, by };
    if (frame.type === 'message.react')
      return { ...about, kind: 'reaction', emoji: frame.emoji, on: frame.on };
    if (target.by !== by) throw new SupError('forbidden');
    if (frame.type === 'message.delete') {
      this.#blank(target.id);
      return { ...about, kind: 'delete' };
    }
    this.#blank(target.id);
    const { body, encoding } = frame;
    const none = target.audience && { audience: [] };
    return { ...about, kind: 'edit', body, encoding, ...none, ...callsOf(frame) };
  }

  #messageOf(by: UserId, frame: Extract<Write, { type: 'message.send' }>): NewEntry {
    const { cmid, body, encoding, replyTo } = frame;
    const expiresAt = this.disappearAfterMs === 0 ? {} : { expiresAt: this.#now() + this.disappearAfterMs };
    return {
      kind: 'message',
      by,
      ...expiresAt,
      cmid,
      id: makeId<'MessageId'>(this.#now(), this.#random(10)),
      ordinal: this.ordinal + 1,
      body,
      encoding,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...callsOf(frame),
    };
  }

  expire(ids: readonly MessageId[]): Entry {
    const messages = this.messages().flatMap(({ id, seq }) => (ids.includes(id) ? [{ id, seq }] : []));
    for (const id of ids) this.#blank(id);
    return this.append({ kind: 'messages.expired', messages });
  }

  /** R27: the former body leaves the log as well. */
  #blank(message: MessageId): void {
    for (const entry of this.log) {
      if (entry.kind === 'message' && entry.id === message) entry.body = null;
      if (entry.kind === 'edit' && entry.target === message) entry.body = null;
    }
  }

  get ordinal(): number {
    return this.log.filter(({ kind }) => kind === 'message').length;
  }

  get deletions(): number {
    const ended = this.log.flatMap((entry) => (entry.kind === 'messages.expired' ? entry.messages : []));
    return this.log.filter(({ kind }) => kind === 'delete').length + ended.length;
  }

  /** Messages in their current state, ascending. */
  messages(): MessageView[] {
    return this.timeline().filter((item): item is MessageView => item.kind === 'message');
  }

  timeline(me?: UserId): TimelineItem[] {
    const items = new Map<number, TimelineItem>();
    for (const entry of this.log) {
      const target = 'targetSeq' in entry ? items.get(entry.targetSeq) : undefined;
      if (entry.kind === 'messages.expired') for (const { seq } of entry.messages) items.delete(seq);
      else if (target?.kind === 'message') items.set(target.seq, changed(target, entry, me));
      else if (entry.kind === 'message') items.set(entry.seq, { ...entry, reactions: [] });
      else if (!('targetSeq' in entry) && entry.kind !== 'space.child') items.set(entry.seq, entry);
    }
    return [...items.values()].sort((a, b) => a.seq - b.seq);
  }

  page(me: UserId, ask: { before?: number; after?: number; around?: number; limit?: number }): TimelinePage {
    const all = this.timeline(me);
    const limit = ask.limit ?? 50;
    const { before, after, around } = ask;
    let items = all.slice(-limit);
    if (before !== undefined) items = all.filter(({ seq }) => seq < before).slice(-limit);
    if (after !== undefined) items = all.filter(({ seq }) => seq > after).slice(0, limit);
    if (around !== undefined) {
      const at = Math.max(
        0,
        all.findIndex(({ seq }) => seq >= around),
      );
      items = all.slice(Math.max(0, at - Math.floor(limit / 2)), at + Math.ceil(limit / 2));
    }
    const wanted = new Set(
      items.flatMap((item) => (item.kind === 'message' && item.replyTo ? [item.replyTo] : [])),
    );
    return {
      items,
      quoted: this.messages().filter(({ id }) => wanted.has(id)),
      users: [],
      hasBefore: items.length > 0 && items[0] !== all[0],
      hasAfter: items.length > 0 && items.at(-1) !== all.at(-1),
      head: this.head,
    };
  }

  counts(me: UserId) {
    const marker = this.markers.get(me) ?? 0;
    const unread = this.messages().filter(
      ({ seq, by, deletedAt }) => seq > marker && by !== me && deletedAt === undefined,
    );
    return {
      head: this.head,
      ordinal: this.ordinal,
      deletions: this.deletions,
      marker,
      unread: Math.min(unread.length, limits.unreadExactMax + 1),
      mentions: unread.filter((message) => message.mentions?.includes(me) || this.#calls(message, me)).length,
    };
  }

  /** How an entry that was just logged tells somebody of an audience. */
  calls(entry: Entry, user: UserId): 'message' | 'edit' | undefined {
    if (entry.kind === 'edit') return entry.audience && entry.by !== user ? 'edit' : undefined;
    if (entry.kind !== 'message' || entry.by === user) return undefined;
    return this.#calls({ ...entry, reactions: [] }, user) ? 'message' : undefined;
  }

  /** The role that the log gave to somebody last, up to a seq. */
  #roleAt(user: UserId, seq: number): Role | undefined {
    const said = this.log
      .slice(0, seq)
      .findLast(
        (entry) => (entry.kind === 'member.joined' || entry.kind === 'member.changed') && entry.user === user,
      );
    return said && 'role' in said ? said.role : undefined;
  }

  #calls({ seq, audience = [], audienceSeq = seq }: MessageView, me: UserId): boolean {
    if (audienceSeq < (this.members.get(me) ?? Number.POSITIVE_INFINITY)) return false;
    const role = this.#roleAt(me, audienceSeq);
    return audience.includes('everyone') || (role !== undefined && audience.includes(role));
  }

  view(me: UserId, peer?: UserView): RoomView {
    const last = this.messages().at(-1);
    const created = this.log[0];
    const others = [...this.receipts].filter(([user]) => user !== me);
    return {
      id: this.id,
      kind: this.kind,
      history: 'all',
      createdAt: created?.at ?? 0,
      createdBy: created?.by ?? me,
      memberCount: this.claimedMembers || this.members.size,
      myRole: this.#roleAt(me, this.head) ?? 'member',
      joinedSeq: this.members.get(me) ?? 1,
      visibleFrom: 1,
      read: this.receipts.get(me)?.read ?? 0,
      ...this.counts(me),
      ...(peer ? { peer } : {}),
      ...(this.kind === 'direct' ? {} : { name: 'room' }),
      ...(last ? { preview: previewOf(last) } : {}),
      receipts: Object.fromEntries(others),
    };
  }

  cmids(): Cmid[] {
    return this.log.flatMap((entry) => (entry.kind === 'message' ? [entry.cmid] : []));
  }
}

function callsOf({ mentions, audience }: Pick<MessageView, 'mentions' | 'audience'>) {
  return { ...(mentions && { mentions }), ...(audience && { audience }) };
}

function previewOf({ seq, at, by, body: text, expiresAt }: MessageView): Preview {
  return { seq, at, by, text, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function changed(target: MessageView, entry: Entry, me: UserId | undefined): MessageView {
  if (target.deletedAt !== undefined) return target;
  if (entry.kind === 'edit') {
    const { mentions: _, audience: __, audienceSeq: ___, ...rest } = target;
    const { body, at, seq, audience, mentions } = entry;
    const called = audience?.length ? { audience, audienceSeq: seq } : {};
    return { ...rest, body, editedAt: at, ...(mentions && { mentions }), ...called };
  }
  if (entry.kind === 'delete') return { ...target, body: null, deletedAt: entry.at, reactions: [] };
  if (entry.kind !== 'reaction' || entry.by === undefined) return target;
  return react(target, { by: entry.by, emoji: entry.emoji, on: entry.on, me });
}

function react(
  message: MessageView,
  { by, emoji, on, me }: { by: UserId; emoji: string; on: boolean; me: UserId | undefined },
): MessageView {
  const known = message.reactions.find((reaction) => reaction.emoji === emoji);
  const users = (known?.users ?? []).filter((user) => user !== by);
  if (on) users.push(by);
  // Who repeats a reaction keeps their place.
  const kept = on && known?.users.includes(by) ? known.users : users;
  const next = { emoji, users: kept, count: kept.length, mine: me !== undefined && kept.includes(me) };
  const reactions = known
    ? message.reactions.map((reaction) => (reaction === known ? next : reaction))
    : [...message.reactions, next];
  return { ...message, reactions: reactions.filter(({ count }) => count > 0) };
}
