// Puts together what screens see of a room. Parts that did not change stay the same objects.
import type { MemberView, MessageId, RoomId, RoomKind, RoomSettings, UserId, UserView } from '@sup/protocol';
import { excerpt, forever, historyNow, limits, rankOf } from '@sup/protocol/wire';
import { standingIn } from './mentioned.ts';
import type { Draft, OutboxRow, Refusal } from './records.ts';
import { type OwnThread, type RoomItems, sendStatus, sendsOf } from './room-items.ts';
import type { RoomLog } from './room-log.ts';
import type { RoomOwn } from './room-own.ts';
import { countsAsUnread, receivedByAll } from './room-view.ts';
import type { RoomSnapshot, RoomSummary } from './snapshots.ts';
import { indexOf } from './timeline.ts';

export interface SnapshotParts {
  readonly id: RoomId;
  readonly me: UserId;
  readonly log: RoomLog | undefined;
  readonly isGone: boolean;
  readonly writes: readonly OutboxRow[];
  readonly typing: readonly UserId[];
  readonly draft: Draft | undefined;
  ownThread(root: MessageId): OwnThread | undefined;
  ownVote(message: MessageId): readonly number[];
  readonly own: RoomOwn;
  /** Who the peer is by now. */
  readonly peer: UserView | undefined;
  readonly loading: RoomSnapshot['loading'] | 'first';
  readonly loadFailure: Refusal | undefined;
  readonly members: readonly MemberView[] | undefined;
  /** By how much the server's clock is ahead of this device's. */
  readonly serverAheadMs: number;
}

/** What a list shows of a room. */
export function summaryOf(parts: SnapshotParts, before: RoomSummary | undefined): RoomSummary {
  const view = parts.log?.view;
  const said = lastOf(parts);
  const last = said && keep(before?.last, said);
  const peer = parts.peer ?? view?.peer;
  const failed = parts.writes.filter(({ refusal }) => refusal !== undefined).length;
  const summary: RoomSummary = {
    id: parts.id,
    kind: view?.kind ?? 'group',
    name: view?.name ?? peer?.name ?? '',
    memberCount: view?.memberCount ?? 0,
    at: last?.at ?? view?.createdAt ?? 0,
    unread: view?.unread ?? 0,
    mentions: view?.mentions ?? 0,
    typing: parts.typing,
    failed,
    ...ownPart(parts.own, view?.kind ?? 'group'),
    archived: view?.settings?.archived ?? false,
    ...(view?.children === undefined ? {} : { children: view.children }),
    ...endOf(parts),
    ...(peer === undefined ? {} : { peer }),
    ...(view?.topic === undefined ? {} : { topic: view.topic }),
    ...(last === undefined ? {} : { last }),
    ...(parts.draft === undefined ? {} : { draft: parts.draft }),
  };
  return keep(before, summary);
}

/** Until when it can be restored, by this device's clock. */
function endOf({ log, serverAheadMs }: SnapshotParts): Pick<RoomSummary, 'deletesAt'> {
  const at = log?.view.deletesAt;
  return at === undefined ? {} : { deletesAt: at - serverAheadMs };
}

/** What I have set for the room. */
function ownPart({ mute, ownLevel, levels, isPinned, isPutAway }: RoomOwn, kind: RoomKind) {
  return {
    level: ownLevel ?? levels[kind === 'space' ? 'group' : kind],
    pinned: isPinned,
    putAway: isPutAway,
    ...(ownLevel === undefined ? {} : { ownLevel }),
    ...(mute === undefined ? {} : { mute }),
  };
}

/** All that a screen shows of a room. */
export function snapshotOf(
  parts: SnapshotParts,
  { summary, items, before }: { summary: RoomSummary; items: RoomItems; before: RoomSnapshot | undefined },
): RoomSnapshot {
  const { log, me } = parts;
  const view = log?.view;
  const shown = log?.shown ?? { items: [], hasOlder: false, hasNewer: false };
  const firstUnreadSeq = log && firstUnread(log, me);
  const snapshot: RoomSnapshot = {
    ...summary,
    state: stateOf(parts),
    history: view ? historyNow(view) : 'all',
    createdAt: view?.createdAt ?? 0,
    createdBy: view?.createdBy ?? me,
    myRole: view?.myRole ?? 'member',
    settings: view?.settings ?? noSettings,
    ...momentsOf(parts),
    items: items.make({
      me,
      standing: standingIn(log),
      part: shown,
      latest: log?.showsLatest ?? true,
      writes: parts.writes,
      received: view ? receivedByAll(view, me) : { delivered: 0, read: 0 },
      quote: (message) => log?.quote(message),
      ownThread: parts.ownThread,
      ownVote: parts.ownVote,
    }),
    hasOlder: shown.hasOlder,
    hasNewer: shown.hasNewer,
    marker: view?.marker ?? 0,
    ...(firstUnreadSeq === undefined ? {} : { firstUnreadSeq }),
    ...(parts.loading === undefined || parts.loading === 'first' ? {} : { loading: parts.loading }),
    ...(parts.loadFailure === undefined ? {} : { loadFailure: parts.loadFailure }),
    ...(parts.members === undefined ? {} : { members: parts.members }),
  };
  return keep(before, snapshot);
}

const noSettings: RoomSettings = {};

/** When I may write again, by this device's clock: how the server's differs was found out when the connection began. */
function momentsOf(parts: SnapshotParts): Pick<RoomSnapshot, 'mutedUntil' | 'nextSendAt'> {
  const until = parts.log?.view.mutedUntil;
  const nextSendAt = nextSendOf(parts);
  return {
    ...(until !== undefined && { mutedUntil: until === forever ? forever : until - parts.serverAheadMs }),
    ...(nextSendAt !== undefined && { nextSendAt }),
  };
}

/** Slow mode counts from what I said last, also while it is on its way. */
function nextSendOf({ log, writes, serverAheadMs }: SnapshotParts): number | undefined {
  const seconds = log?.view.settings?.slowModeSeconds ?? 0;
  if (log === undefined || seconds === 0 || rankOf(log.view.myRole) >= rankOf('moderator')) return undefined;
  const sending = sendsOf(writes).findLast(({ refusal }) => refusal === undefined);
  const sentAt = sending && (sending.ack ? sending.ack.at - serverAheadMs : sending.madeAt);
  const saidAt = log.saidAt === undefined ? undefined : log.saidAt - serverAheadMs;
  const last = Math.max(sentAt ?? 0, saidAt ?? 0);
  return last === 0 ? undefined : last + seconds * 1_000;
}

function stateOf({ isGone, log, loading }: SnapshotParts): RoomSnapshot['state'] {
  if (isGone) return 'gone';
  const isEmpty = log === undefined || (log.shown.items.length === 0 && log.shown.hasOlder);
  return isEmpty && (log === undefined || loading === 'first' || loading === 'older') ? 'loading' : 'ready';
}

function lastOf({ log, writes, me }: SnapshotParts): RoomSummary['last'] {
  const sending = sendsOf(writes)
    .filter(({ ack }) => ack === undefined || ack.seq > (log?.view.head ?? 0))
    .at(-1);
  if (sending !== undefined) {
    const { frame, ack, madeAt } = sending;
    const text = excerpt(frame.body, limits.quotePreviewCodePoints);
    return { by: me, at: ack?.at ?? madeAt, text, mine: true, status: sendStatus(sending) };
  }
  const preview = log?.view.preview;
  if (log === undefined || preview === undefined) return undefined;
  const { by, at, text, seq } = preview;
  if (by !== me) return { by, at, text, mine: false };
  const { delivered, read } = receivedByAll(log.view, me);
  const received = seq <= delivered ? 'delivered' : 'sent';
  return { by, at, text, mine: true, status: seq <= read ? 'read' : received };
}

/** The first message after my marker that is someone else's, if what is shown reaches back to the marker. */
function firstUnread(log: RoomLog, me: UserId): number | undefined {
  const { items, hasOlder } = log.shown;
  const { marker, unread } = log.view;
  const first = items[0]?.item.seq ?? 0;
  if (unread === 0 || (hasOlder && first > marker + 1)) return undefined;
  const from = Math.max(0, indexOf(items, marker));
  for (let at = from; at < items.length; at += 1) {
    const item = items[at]?.item;
    if (item && item.seq > marker && countsAsUnread(item, me)) return item.seq;
  }
  return undefined;
}

/** The former value if the new one says the same, field by field. */
function keep<Value extends object>(before: Value | undefined, now: Value): Value {
  if (before === undefined) return now;
  const fields = Object.entries(now);
  const former = new Map(Object.entries(before));
  const isSame =
    fields.length === former.size && fields.every(([name, value]) => Object.is(former.get(name), value));
  return isSame ? before : now;
}
