// The state of a room as its log makes it: a pure function of the entries, in order.
import {
  deletionAfter,
  type Entry,
  type EntryKind,
  type EntryOf,
  type MessageId,
  type RoomId,
  type Stay,
  stays,
  type UserId,
  withFormerRole,
  withSettings,
} from '@sup/protocol';
import type { Ban, Membership, RoomInfo, RoomState, SendRecord } from './room-log.ts';

/** The state that a writer carries from entry to entry. Thrown away, never repaired, when an append fails. */
export interface LiveState extends RoomState {
  info: RoomInfo;
  head: number;
  ordinal: number;
  deletions: number;
  readonly members: Map<UserId, Membership>;
  readonly former: Map<UserId, readonly Stay[]>;
  readonly bans: Map<UserId, Ban>;
  readonly mutes: Map<UserId, number>;
  readonly children: Map<RoomId, number>;
  /** When people last sent, in a room with slow mode. */
  readonly sentAt: Map<UserId, number>;
  /** Messages deleted since this state was loaded: whoever read a message before sees here that it has gone. */
  readonly deleted: Set<MessageId>;
  /** The number of the last reply in each thread that was written to since this state was loaded. */
  readonly threads: Map<MessageId, number>;
  /** What the last entry about a message was that is not in the store yet: whoever read the message before does not know it. */
  readonly touched: Map<MessageId, EntryKind>;
}

/** Takes over what the store answered; `sends` are the newest writes, from which follows who sent when. */
export function liveState(state: RoomState, sends: readonly SendRecord[] = []): LiveState {
  const isSlow = (state.info.settings?.slowModeSeconds ?? 0) > 0;
  const said = isSlow ? sends.filter(({ message }) => message !== undefined) : [];
  return {
    ...state,
    members: new Map(state.members),
    former: new Map(state.former),
    bans: new Map(state.bans),
    mutes: new Map(state.mutes),
    children: new Map(state.children),
    sentAt: new Map(said.map(({ account, at }) => [account, at])),
    deleted: new Set(),
    threads: new Map(),
    touched: new Map(),
  };
}

/** The state after a room's first entry. */
export function createdState(room: RoomInfo['id'], entry: EntryOf<'room.created'>): LiveState {
  const info: RoomInfo = { id: room, ...entry.room, createdAt: entry.at, createdBy: entry.by };
  return {
    info,
    head: entry.seq,
    ordinal: 0,
    deletions: 0,
    members: new Map(),
    former: new Map(),
    bans: new Map(),
    mutes: new Map(),
    children: new Map(),
    sentAt: new Map(),
    deleted: new Set(),
    threads: new Map(),
    touched: new Map(),
  };
}

/** Advances the state by the entry that follows its head. */
export function applyEntry(state: LiveState, entry: Entry): void {
  state.head = entry.seq;
  touch(state, entry);
  switch (entry.kind) {
    case 'message':
      if (entry.thread === undefined) state.ordinal = entry.ordinal;
      else state.threads.set(entry.thread, entry.ordinal);
      if (state.info.settings?.slowModeSeconds && !entry.moved) state.sentAt.set(entry.by, entry.at);
      return;
    case 'move':
      if (entry.thread === undefined) state.deletions += 1;
      state.threads.delete(entry.target);
      return;
    case 'return':
      if (entry.thread === undefined) state.deletions -= 1;
      return;
    case 'delete':
      if (entry.thread === undefined) state.deletions += 1;
      state.deleted.add(entry.target);
      return;
    case 'messages.expired':
      for (const { id, thread } of entry.messages) {
        if (thread === undefined) state.deletions += 1;
        state.deleted.add(id);
      }
      return;
    case 'room.changed':
      state.info = changedInfo(state.info, entry.change);
      return;
    case 'room.deleted':
    case 'room.restored':
    case 'room.ended':
      state.info = { ...state.info, deletion: deletionAfter(entry) };
      return;
    case 'member.joined':
      return join(state, entry);
    case 'member.changed': {
      const member = state.members.get(entry.user);
      const formerRoles = member && withFormerRole(member, entry.seq);
      if (member) state.members.set(entry.user, { ...member, role: entry.role, formerRoles });
      return;
    }
    case 'member.left': {
      const member = state.members.get(entry.user);
      if (member) state.former.set(entry.user, stays(member, entry.seq));
      state.members.delete(entry.user);
      return;
    }
    case 'member.banned':
      return ban(state, entry);
    case 'member.unbanned':
      state.bans.delete(entry.user);
      return;
    case 'member.muted':
      return mute(state, entry);
    case 'space.child':
      return arrange(state, entry);
    case 'room.created':
    case 'messages.moved':
    case 'edit':
    case 'reaction':
    case 'pin':
    case 'mark':
    case 'poll':
      return;
    default:
      entry satisfies never;
  }
}

/** A reply, too, is about the message that its thread grew from. */
function touch({ touched }: LiveState, entry: Entry): void {
  if ('target' in entry) touched.set(entry.target, entry.kind);
  if (entry.kind === 'messages.expired')
    for (const { id, thread = id } of entry.messages) touched.set(id, entry.kind).set(thread, entry.kind);
  if ('thread' in entry && entry.thread !== undefined) touched.set(entry.thread, 'message');
}

function join(
  state: LiveState,
  { at, seq, user, role, visibleFrom, earlier = [] }: EntryOf<'member.joined'>,
): void {
  // Nobody comes in while a ban holds, so what is left of one is over.
  state.bans.delete(user);
  state.former.delete(user);
  state.members.set(user, { role, joinedAt: at, joinedSeq: seq, visibleFrom, earlier });
}

/** What a room is after a change. */
export function changedInfo(info: RoomInfo, change: EntryOf<'room.changed'>['change']): RoomInfo {
  const { settings: changed, ...texts } = change;
  const settings = withSettings(info.settings, changed);
  return { ...info, ...texts, ...(settings === undefined ? {} : { settings }) };
}

/** What time has ended is forgotten, as the store does: else it would pile up. */
function ban(state: LiveState, { by, at, user, until, reason }: EntryOf<'member.banned'>): void {
  for (const [other, known] of state.bans) if (known.until <= at) state.bans.delete(other);
  state.bans.set(user, { by, at, until, ...(reason === undefined ? {} : { reason }) });
}

function arrange({ children }: LiveState, { room, place }: EntryOf<'space.child'>): void {
  if (room === undefined) return;
  if (typeof place === 'number') children.set(room, place);
  else children.delete(room);
}

function mute(state: LiveState, { at, user, until }: EntryOf<'member.muted'>): void {
  if (until === null) {
    state.mutes.delete(user);
    return;
  }
  for (const [other, known] of state.mutes) if (known <= at) state.mutes.delete(other);
  state.mutes.set(user, until);
}
