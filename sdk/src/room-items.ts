// Makes what a screen shows of a timeline: its items, with my own writes laid over them that the server does not have
// yet, and the ticks. Each item is kept as long as what it is made of stays the same.
import type { MessageId, MessageView, Receipt, SystemEntry, UserId } from '@sup/protocol';
import { excerpt, limits, meantAs } from '@sup/protocol/wire';
import { mentionsMe, type Named } from './mentioned.ts';
import { pollShown } from './polls.ts';
import type { OutboxRow, WriteFrame } from './records.ts';
import type { MessageItem, OwnStatus, Quoted, RoomItem } from './snapshots.ts';
import { deleted, type Part, reacted, withMark, withPin } from './timeline.ts';

export interface ItemParts extends Named {
  readonly part: Part;
  /** Whether the part ends at the head, so that what I am sending comes after it. */
  readonly latest: boolean;
  readonly writes: readonly OutboxRow[];
  /** How far all others have received and read. */
  readonly received: Receipt;
  quote(message: MessageId): MessageView | undefined;
  /** The thread whose replies are shown; absent: the room's timeline. */
  readonly thread?: MessageId;
  /** What is mine in the thread of a message; undefined where I do not follow it. */
  ownThread(root: MessageId): OwnThread | undefined;
  /** What I voted in a poll; the same object until that changed. */
  ownVote(message: MessageId): readonly number[];
}

/** What is mine in a thread that I follow. */
export interface OwnThread {
  readonly unread: number;
  readonly mentions: number;
}

/** An item with all that it was made of. */
interface Made {
  readonly source: unknown;
  readonly status: OwnStatus | undefined;
  readonly quoted: MessageView | undefined;
  readonly writes: readonly OutboxRow[];
  readonly own: OwnThread | undefined;
  /** Of a poll: what I voted. */
  readonly vote: readonly number[] | undefined;
  readonly item: RoomItem;
}

const noWrites: readonly OutboxRow[] = [];
const keptBeyond = 500;

type SendRow = OutboxRow & { readonly frame: Extract<WriteFrame, { type: 'message.send' }> };
const rank: Record<OwnStatus, number> = { failed: 0, queued: 0, sent: 1, delivered: 2, read: 3 };

/** Makes items and remembers them, so that the same comes out while nothing changed. */
export class RoomItems {
  readonly #made = new Map<string, Made>();
  #list: readonly RoomItem[] = [];

  make(parts: ItemParts): readonly RoomItem[] {
    const changes = changesOf(parts.writes);
    const list = parts.part.items.map(({ item }) =>
      item.kind === 'message'
        ? this.#message(item, (item.movedAt ? undefined : changes.get(item.id)) ?? noWrites, parts)
        : this.#system(item),
    );
    if (parts.latest) list.push(...this.#sends(parts));
    const same = list.length === this.#list.length && list.every((item, at) => item === this.#list[at]);
    if (!same) this.#list = list;
    this.#forget();
    return this.#list;
  }

  #system(entry: SystemEntry): RoomItem {
    const key = `s${entry.seq}`;
    const before = this.#made.get(key);
    if (before?.source === entry) return before.item;
    const item: RoomItem = { kind: 'system', key, seq: entry.seq, at: entry.at, entry };
    this.#made.set(key, {
      source: entry,
      status: undefined,
      quoted: undefined,
      writes: noWrites,
      own: undefined,
      vote: undefined,
      item,
    });
    return item;
  }

  #message(view: MessageView, writes: readonly OutboxRow[], parts: ItemParts): RoomItem {
    const before = this.#made.get(view.cmid);
    const { me, standing } = parts;
    const status = view.by === me ? furthest(before, statusAt(view.seq, parts.received)) : undefined;
    const quoted = this.#quoted(view, parts);
    const own = parts.ownThread(view.id);
    const vote = view.poll && parts.ownVote(view.id);
    if (before && isMadeOf(before, { source: view, status, quoted, writes, own, vote })) return before.item;
    const item = messageItem(view, writes, { me, standing, status, quoted, own, vote });
    this.#made.set(view.cmid, { source: view, status, quoted, writes, own, vote, item });
    return item;
  }

  /** My messages that are not in the log here, after those that are. */
  #sends(parts: ItemParts): RoomItem[] {
    const sends = sendsOf(parts.writes, parts.thread);
    if (sends.length === 0) return [];
    const here = new Set(
      parts.part.items.map(({ item }) => (item.kind === 'message' ? item.cmid : undefined)),
    );
    return sends.filter(({ cmid }) => !here.has(cmid)).map((row) => this.#send(row, parts));
  }

  #send(row: SendRow, parts: ItemParts): RoomItem {
    const before = this.#made.get(row.cmid);
    const status = furthest(before, sendStatus(row));
    const sent = { source: row, writes: noWrites, own: undefined, vote: undefined };
    const quoted = this.#quoted(row.frame, parts);
    if (before && isMadeOf(before, { ...sent, status, quoted })) return before.item;
    const item = sendItem(row, { me: parts.me, standing: undefined, status, quoted });
    this.#made.set(row.cmid, { ...sent, status, quoted, item });
    return item;
  }

  /** Lets go of items that are not shown any more, once they are many. */
  #forget(): void {
    if (this.#made.size < 2 * this.#list.length + keptBeyond) return;
    const shown = new Set(this.#list.map(({ key }) => key));
    for (const key of this.#made.keys()) if (!shown.has(key)) this.#made.delete(key);
  }

  #quoted({ replyTo }: { replyTo?: MessageId | undefined }, parts: ItemParts): MessageView | undefined {
    return replyTo === undefined ? undefined : parts.quote(replyTo);
  }
}

function isMadeOf(made: Made, { source, status, quoted, writes, own, vote }: Omit<Made, 'item'>): boolean {
  return (
    made.own === own &&
    made.vote === vote &&
    made.source === source &&
    made.status === status &&
    made.quoted === quoted &&
    made.writes.length === writes.length &&
    made.writes.every((row, at) => row === writes[at])
  );
}

/** What was shown of a message never goes back; but that it failed, which a retry ends. */
function furthest(before: Made | undefined, status: OwnStatus): OwnStatus {
  const shown = before?.status;
  return shown !== undefined && rank[shown] > rank[status] ? shown : status;
}

interface Shape extends Named {
  readonly status: OwnStatus | undefined;
  readonly quoted: MessageView | undefined;
  readonly own?: OwnThread | undefined;
  readonly vote?: readonly number[] | undefined;
}

function statusAt(seq: number, { delivered, read }: Receipt): OwnStatus {
  if (seq <= read) return 'read';
  return seq <= delivered ? 'delivered' : 'sent';
}

/** The status of a send that is not in the log here. */
export function sendStatus({ refusal, ack }: OutboxRow): OwnStatus {
  if (ack !== undefined) return 'sent';
  return refusal === undefined ? 'queued' : 'failed';
}

/** Those of the writes that are new messages, in a thread or, without one, in the room. */
export function sendsOf(writes: readonly OutboxRow[], thread?: MessageId): SendRow[] {
  return writes.filter((write): write is SendRow => {
    return write.frame.type === 'message.send' && write.frame.thread === thread;
  });
}

function changesOf(writes: readonly OutboxRow[]): Map<MessageId, OutboxRow[]> {
  const byMessage = new Map<MessageId, OutboxRow[]>();
  for (const write of writes) {
    const { frame } = write;
    if (frame.type === 'message.send') continue;
    byMessage.set(frame.message, [...(byMessage.get(frame.message) ?? []), write]);
  }
  return byMessage;
}

function messageItem(
  view: MessageView,
  writes: readonly OutboxRow[],
  { me, standing, status, quoted, own, vote }: Shape,
): MessageItem {
  // What was refused for good is not laid over: the message shows as it is, with what can be done about it.
  const waiting = writes.filter(({ refusal }) => refusal === undefined);
  const message = waiting.reduce((now, write) => overlaid(now, write, me), view);
  const last = writes.findLast(({ ack }) => ack === undefined);
  return {
    kind: 'message',
    key: message.cmid,
    seq: message.seq,
    cmid: message.cmid,
    by: message.by,
    mine: message.by === me,
    at: message.at,
    encoding: message.encoding,
    body: message.body,
    deleted: message.deletedAt !== undefined,
    ...movedParts(message),
    edited: message.editedAt !== undefined,
    mentionsMe: mentionsMe(message, { me, standing }),
    reactions: message.reactions,
    ...keptParts(message),
    ...pollParts(message, vote),
    ...(message.editedAt === undefined ? {} : { editedAt: message.editedAt }),
    ...(message.expiresAt === undefined ? {} : { expiresAt: message.expiresAt }),
    ...(message.mentions === undefined ? {} : { mentions: message.mentions }),
    ...audienceParts(message, standing),
    ...quotedParts(message.replyTo, quoted),
    ...threadParts(message, own),
    ...(status === undefined ? {} : { status }),
    ...(last === undefined ? {} : { pending: last.cmid }),
    ...refusalParts(last),
  };
}

/** A place that a message was moved from has no id: nothing is done to it, and the message is elsewhere. */
function movedParts({ id, movedAt, moved }: MessageView) {
  if (movedAt !== undefined) return { movedAway: { message: id, at: movedAt } };
  return moved === undefined ? { id } : { id, moved };
}

function refusalParts(write: OutboxRow | undefined) {
  if (write?.refusal === undefined) return {};
  const { frame, refusal } = write;
  return { refusal, ...(frame.type === 'message.edit' ? { refusedEdit: frame.body } : {}) };
}

function overlaid(message: MessageView, row: OutboxRow, me: UserId): MessageView {
  const { frame, ack, madeAt } = row;
  const at = ack?.at ?? madeAt;
  switch (frame.type) {
    case 'message.edit':
      return { ...message, body: frame.body, editedAt: message.editedAt ?? at };
    case 'message.delete':
      return deleted(message, at);
    case 'message.pin':
      return withPin(message, { by: me, at, on: frame.on });
    case 'message.mark':
      return withMark(message, { by: me, at, mark: frame.mark });
    case 'message.react':
      return reacted(message, { by: me, me, emoji: frame.emoji, on: frame.on });
    case 'message.send':
      return message;
  }
}

function sendItem(row: SendRow, { me, status, quoted }: Shape): MessageItem {
  const { frame, ack } = row;
  return {
    kind: 'message',
    key: row.cmid,
    cmid: row.cmid,
    by: me,
    mine: true,
    at: ack?.at ?? row.madeAt,
    encoding: frame.encoding ?? 'text',
    body: frame.body,
    deleted: false,
    edited: false,
    mentionsMe: false,
    reactions: [],
    ...(ack?.message === undefined ? {} : { id: ack.message, seq: ack.seq }),
    ...(frame.mentions === undefined ? {} : { mentions: frame.mentions }),
    ...(frame.audience && { audience: frame.audience }),
    ...(frame.forwards && { forwarded: true as const }),
    ...pollParts(frame),
    ...quotedParts(frame.replyTo, quoted),
    ...(status === undefined ? {} : { status }),
    ...(ack === undefined ? { pending: row.cmid } : {}),
    ...(ack === undefined && row.heldUntil !== undefined ? { heldUntil: row.heldUntil } : {}),
    ...(row.refusal === undefined ? {} : { refusal: row.refusal }),
  };
}

function audienceParts(message: MessageView, standing: Named['standing']) {
  const calledAs = standing && meantAs(message, standing);
  return { ...(message.audience && { audience: message.audience }), ...(calledAs && { calledAs }) };
}

function keptParts({ forwarded, pinned, mark }: MessageView) {
  return {
    ...(forwarded && { forwarded }),
    ...(pinned && { pinned }),
    ...(mark && { mark }),
  };
}

function pollParts({ poll, body }: Pick<MessageView, 'poll' | 'body'>, vote: readonly number[] = []) {
  const shown = pollShown(poll, body, vote);
  return shown && { poll: shown };
}

function threadParts({ thread, summary }: MessageView, own: OwnThread | undefined) {
  if (thread !== undefined) return { thread };
  if (summary === undefined) return {};
  const { replies, lastReplyAt, lastRepliers } = summary;
  const mine = { following: own !== undefined, unread: own?.unread ?? 0, mentions: own?.mentions ?? 0 };
  return { summary: { replies, lastReplyAt, lastRepliers, ...mine } };
}

function quotedParts(replyTo: MessageId | undefined, view: MessageView | undefined) {
  if (replyTo === undefined) return {};
  if (view === undefined) return { replyTo };
  const text = view.body === null ? null : excerpt(view.body, limits.quotePreviewCodePoints);
  const quoted: Quoted = { id: view.id, seq: view.seq, by: view.by, text };
  return { replyTo, quoted };
}
