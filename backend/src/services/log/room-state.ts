// The state of a room as its log makes it: a pure function of the entries, in order.
import type { Entry, EntryOf, MessageId, UserId } from '@sup/protocol';
import type { Membership, RoomInfo, RoomState } from './room-log.ts';

/** The state that a writer carries from entry to entry. Thrown away, never repaired, when an append fails. */
export interface LiveState extends RoomState {
  info: RoomInfo;
  head: number;
  ordinal: number;
  deletions: number;
  readonly members: Map<UserId, Membership>;
  /** Messages deleted since this state was loaded: whoever read a message before sees here that it has gone. */
  readonly deleted: Set<MessageId>;
}

/** Takes over what the store answered. */
export function liveState(state: RoomState): LiveState {
  return { ...state, members: new Map(state.members), deleted: new Set() };
}

/** The state after a room's first entry. */
export function createdState(room: RoomInfo['id'], entry: EntryOf<'room.created'>): LiveState {
  const info: RoomInfo = { id: room, ...entry.room, createdAt: entry.at, createdBy: entry.by };
  return { info, head: entry.seq, ordinal: 0, deletions: 0, members: new Map(), deleted: new Set() };
}

/** Advances the state by the entry that follows its head. */
export function applyEntry(state: LiveState, entry: Entry): void {
  state.head = entry.seq;
  switch (entry.kind) {
    case 'message':
      if (entry.thread === undefined) state.ordinal = entry.ordinal;
      return;
    case 'delete':
      state.deletions += 1;
      state.deleted.add(entry.target);
      return;
    case 'room.changed':
      state.info = { ...state.info, ...entry.change };
      return;
    case 'member.joined':
      state.members.set(entry.user, {
        role: entry.role,
        joinedAt: entry.at,
        joinedSeq: entry.seq,
        visibleFrom: entry.visibleFrom,
      });
      return;
    case 'member.changed': {
      const member = state.members.get(entry.user);
      if (member) state.members.set(entry.user, { ...member, role: entry.role });
      return;
    }
    case 'member.left':
      state.members.delete(entry.user);
      return;
    case 'room.created':
    case 'edit':
    case 'reaction':
      return;
    default:
      entry satisfies never;
  }
}
