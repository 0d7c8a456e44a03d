import type { MessageId, RoomId, UserId } from '@sup/protocol';
import { roomMentionName } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useEffect, useMemo, useState } from 'react';
import { handleKey, type KnownNames } from '../model/known-names';
import type { Member, TimelineItem } from '../model/types';
import { useClient, useWatched } from './client-context';
import { useSame } from './use-same';
import { type People, personOf, timelineItemOf } from './view-models';

/** A room that is on the screen: its sdk object, kept open while it is, and its newest snapshot. */
export function useOpenRoom(id: RoomId) {
  const room = useClient().room(id);
  const snapshot = useWatched(room);
  useEffect(() => room.open(), [room]);
  const listed = snapshot.state === 'ready' && snapshot.kind !== 'direct';
  useEffect(() => {
    // The members are for mentions and the details; without an answer the room is still of use.
    if (listed) room.loadMembers().catch(() => undefined);
  }, [listed, room]);
  return { room, snapshot };
}

/** A message, or what somebody set: who the two are and how they came needs no line. */
function isSaid(item: Sdk.RoomItem): boolean {
  return item.kind === 'message' || item.entry.kind === 'room.changed';
}

/** What is shown of a room: two people who talk need not be told that they joined. */
export function useShownItems({ kind, items }: Sdk.RoomSnapshot): readonly Sdk.RoomItem[] {
  return useMemo(() => (kind === 'direct' ? items.filter(isSaid) : items), [kind, items]);
}

/** The items as rows show them; each is made once, until it or someone's name changes. */
export function useTimeline(
  items: readonly Sdk.RoomItem[],
  people: People,
  me: UserId,
): readonly TimelineItem[] {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was made is dropped when people change.
  const made = useMemo(() => new WeakMap<Sdk.RoomItem, TimelineItem>(), [people, me]);
  return useMemo(
    () =>
      items.map((item) => {
        const known = made.get(item);
        if (known) return known;
        const now = timelineItemOf(item, people, me);
        made.set(item, now);
        return now;
      }),
    [items, made, people, me],
  );
}

/** As many members as are watched: those who come first in the list. */
const watchedMax = 100;

/** The members with their presence, once they are loaded. Whoever looks at this is online. */
export function useMembers(snapshot: Sdk.RoomSnapshot, people: People, me: UserId): readonly Member[] {
  const { presence } = useClient();
  const shown = useSame((snapshot.members ?? []).slice(0, watchedMax).map(({ user }) => user.id));
  useEffect(() => presence.watch(shown), [presence, shown]);
  return useMemo(
    () =>
      (snapshot.members ?? []).map(({ user, role, mutedUntil = 0 }) => ({
        ...personOf(user, user.id === me ? { status: 'online' } : people.presence(user.id)),
        role,
        muted: mutedUntil > Date.now(),
      })),
    [snapshot.members, people, me],
  );
}

/** Who and what can be named here: those in the room, and the rooms that I am in. */
export function useNames(snapshot: Sdk.RoomSnapshot, mine: string): KnownNames {
  const { members, peer } = snapshot;
  const { rooms } = useClient();
  return useMemo(() => {
    const users = [...(members ?? []).map(({ user }) => user), ...(peer ? [peer] : [])];
    const ids = new Map(users.map(({ handle, id }) => [handleKey(handle), id]));
    const isCalled = (name: string) => (room: Sdk.RoomSummary) =>
      room.kind !== 'direct' && roomMentionName(room.name) === roomMentionName(name);
    return {
      mine,
      person: (handle) => ids.get(handleKey(handle)),
      // Looked up when it is shown: a list of names would be made anew with every message in any room.
      room: (name) => rooms.getSnapshot().rooms.find(isCalled(name))?.id,
    };
  }, [members, peer, mine, rooms]);
}

/** Where the unread messages began when the room was opened; it stays until the room is left. */
export function useUnreadFrom({
  state,
  items,
  hasOlder,
  firstUnreadSeq,
}: Sdk.RoomSnapshot): number | undefined {
  const [opened, setOpened] = useState<{ readonly seq: number | undefined }>();
  // A room is known before its first page is here, and nothing is unread in no messages.
  const isHere = state === 'ready' && (items.length > 0 || !hasOlder);
  if (!opened && isHere) setOpened({ seq: firstUnreadSeq });
  return opened ? opened.seq : firstUnreadSeq;
}

/** Jumping to a message: the room goes to its place, and the list gets the target once it is there. */
export function useJump(room: Sdk.Room, items: readonly Sdk.RoomItem[]) {
  const [wanted, setWanted] = useState<{ readonly id: MessageId; readonly at: number }>();
  const item = items.find(
    (entry) => entry.kind === 'message' && wanted !== undefined && entry.id === wanted.id,
  );
  const target = item && wanted ? { id: item.key, at: wanted.at } : undefined;
  const jump = (quoted: Pick<Sdk.Quoted, 'id' | 'seq'>) => {
    setWanted({ id: quoted.id, at: Date.now() });
    if (!items.some((entry) => entry.kind === 'message' && entry.id === quoted.id)) {
      // A failed jump is told by the room's own loadFailure.
      room.jumpTo(quoted.seq).catch(() => undefined);
    }
  };
  return { target, jump };
}
