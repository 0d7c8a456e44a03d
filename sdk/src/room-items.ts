// Makes what a screen shows of a timeline: its items, with my own writes laid over them that the server does not have
// yet, and the ticks. Each item is kept as long as what it is made of stays the same.
import type { Cmid, MessageId, MessageView, Receipt, SystemEntry, UserId } from '@sup/protocol';
import { excerpt, limits } from '@sup/protocol/wire';
import type { OutboxRow, WriteFrame } from './records.ts';
import type { MessageItem, OwnStatus, Quoted, RoomItem } from './snapshots.ts';
import { type Part, reacted } from './timeline.ts';

export interface ItemParts {
  readonly me: UserId;
  readonly part: Part;
  /** Whether the part ends at the head, so that what I am sending comes after it. */
  readonly latest: boolean;
  readonly writes: readonly OutboxRow[];
  /** How far all others have received and read. */
  readonly received: Receipt;
  quote(message: MessageId): MessageView | undefined;
}

interface Made {
  readonly from: readonly unknown[];
  readonly item: RoomItem;
}

type SendRow = OutboxRow & { readonly frame: Extract<WriteFrame, { type: 'message.send' }> };
const rank: Record<OwnStatus, number> = { failed: 0, queued: 0, sent: 1, delivered: 2, read: 3 };

/** Makes items and remembers them, so that the same comes out while nothing changed. */
export class RoomItems {
  #made = new Map<string, Made>();
  #list: readonly RoomItem[] = [];

  make(parts: ItemParts): readonly RoomItem[] {
    const made = new Map<string, Made>();
    const changes = changesOf(parts.writes);
    const here = new Set<Cmid>();
    const list: RoomItem[] = [];
    const keep = (key: string, from: readonly unknown[], make: () => RoomItem) => {
      const before = this.#made.get(key);
      const same = before?.from.length === from.length && before.from.every((it, at) => it === from[at]);
      const now = same && before ? before : { from, item: make() };
      made.set(key, now);
      list.push(now.item);
    };
    for (const { item } of parts.part.items) {
      if (item.kind !== 'message') {
        keep(`s${item.seq}`, [item], () => systemItem(item));
        continue;
      }
      here.add(item.cmid);
      const status =
        item.by === parts.me ? this.#status(item.cmid, statusAt(item.seq, parts.received)) : undefined;
      const quoted = this.#quoted(item, parts);
      const writes = changes.get(item.id);
      const shape = { me: parts.me, status, quoted };
      keep(item.cmid, [item, status, quoted, ...(writes ?? [])], () =>
        messageItem(item, writes ?? [], shape),
      );
    }
    if (parts.latest) {
      for (const write of sendsOf(parts.writes)) {
        if (here.has(write.cmid)) continue;
        const quoted = this.#quoted(write.frame, parts);
        const status = this.#status(write.cmid, sendStatus(write));
        keep(write.cmid, [write, quoted], () => sendItem(write, { me: parts.me, status, quoted }));
      }
    }
    this.#made = made;
    const same = list.length === this.#list.length && list.every((item, at) => item === this.#list[at]);
    if (!same) this.#list = list;
    return this.#list;
  }

  /** What was shown of a message never goes back. */
  #status(key: string, status: OwnStatus): OwnStatus {
    const before = this.#made.get(key)?.item;
    const shown = before?.kind === 'message' ? before.status : undefined;
    return shown !== undefined && rank[shown] > rank[status] ? shown : status;
  }

  #quoted({ replyTo }: { replyTo?: MessageId | undefined }, parts: ItemParts): MessageView | undefined {
    return replyTo === undefined ? undefined : parts.quote(replyTo);
  }
}

interface Shape {
  readonly me: UserId;
  readonly status: OwnStatus | undefined;
  readonly quoted: MessageView | undefined;
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

/** Those of the writes that are new messages. */
export function sendsOf(writes: readonly OutboxRow[]): SendRow[] {
  return writes.filter((write): write is SendRow => {
    return write.frame.type === 'message.send';
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

function systemItem(entry: SystemEntry): RoomItem {
  return { kind: 'system', key: `s${entry.seq}`, seq: entry.seq, at: entry.at, entry };
}

function messageItem(
  view: MessageView,
  writes: readonly OutboxRow[],
  { me, status, quoted }: Shape,
): MessageItem {
  // What was refused for good is not laid over: the message shows as it is, with what can be done about it.
  const waiting = writes.filter(({ refusal }) => refusal === undefined);
  const message = waiting.reduce((now, write) => overlaid(now, write, me), view);
  const last = writes.findLast(({ ack }) => ack === undefined);
  return {
    kind: 'message',
    key: message.cmid,
    id: message.id,
    seq: message.seq,
    cmid: message.cmid,
    by: message.by,
    mine: message.by === me,
    at: message.at,
    encoding: message.encoding,
    body: message.body,
    deleted: message.deletedAt !== undefined,
    edited: message.editedAt !== undefined,
    mentionsMe: message.mentions?.includes(me) ?? false,
    reactions: message.reactions,
    ...(message.editedAt === undefined ? {} : { editedAt: message.editedAt }),
    ...(message.mentions === undefined ? {} : { mentions: message.mentions }),
    ...quotedParts(message.replyTo, quoted),
    ...(status === undefined ? {} : { status }),
    ...(last === undefined ? {} : { pending: last.cmid }),
    ...(last?.refusal === undefined ? {} : { refusal: last.refusal }),
  };
}

function overlaid(message: MessageView, row: OutboxRow, me: UserId): MessageView {
  const { frame, ack, madeAt } = row;
  const at = ack?.at ?? madeAt;
  switch (frame.type) {
    case 'message.edit':
      return { ...message, body: frame.body, editedAt: message.editedAt ?? at };
    case 'message.delete':
      return { ...message, body: null, deletedAt: message.deletedAt ?? at, reactions: [] };
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
    ...quotedParts(frame.replyTo, quoted),
    ...(status === undefined ? {} : { status }),
    ...(ack === undefined ? { pending: row.cmid } : {}),
    ...(row.refusal === undefined ? {} : { refusal: row.refusal }),
  };
}

function quotedParts(replyTo: MessageId | undefined, view: MessageView | undefined) {
  if (replyTo === undefined) return {};
  if (view === undefined) return { replyTo };
  const text = view.body === null ? null : excerpt(view.body, limits.quotePreviewCodePoints);
  const quoted: Quoted = { id: view.id, seq: view.seq, by: view.by, text };
  return { replyTo, quoted };
}
