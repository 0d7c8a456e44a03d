import type { KeptList, Mark, MessageId, Origin, RoomId, UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useEffect, useMemo } from 'react';
import { type MyPlace, may } from '../model/rights';
import type { ForwardOrigin, KeptLine } from '../model/types';
import { useWatched } from './client-context';
import { keptLineOf, type People } from './view-models';

/** A list that the room keeps, open while it is shown: its lines, and the sdk's own items behind them. */
export function useKept(room: Sdk.Room, list: KeptList, { people, me }: { people: People; me: UserId }) {
  const kept = room.keeps.list(list);
  const snapshot = useWatched(kept);
  useEffect(() => kept.open(), [kept]);
  const lines = useMemo(
    () => snapshot.messages.map((item) => keptLineOf(item, people, me)),
    [snapshot.messages, people, me],
  );
  const behind = ({ id }: KeptLine) => snapshot.messages.find((item) => item.id === id);
  return { kept, snapshot, lines, behind };
}

/** What I may do with messages here, as far as it is a right of the room. */
export function keepingRights(
  place: MyPlace,
): Readonly<Record<'pin' | 'mark' | 'forward' | 'vote', boolean>> {
  const writes = !place.settings.archived && (place.mutedUntil ?? 0) <= Date.now();
  return {
    pin: writes && may(place, 'pin'),
    mark: writes && may(place, 'mark'),
    forward: may(place, 'forward'),
    vote: writes && may(place, 'react'),
  };
}

/** The mark of what is to be done once it is done, and the other way round. */
export function turned({ kind, who }: Mark): Mark {
  return { kind: kind === 'done' ? 'to-do' : 'done', ...(who === undefined ? {} : { who }) };
}

/** The address of a message. */
export function placeOf(
  room: RoomId,
  { id, seq, thread }: { id: MessageId; seq: number; thread?: MessageId | undefined },
): string {
  return `/r/${room}?m=${id}.${seq}${thread === undefined ? '' : `&t=${thread}`}`;
}

/** Where a message was said first, in names. */
export function originOf(client: Sdk.Client, { room, message, seq, by, thread }: Origin): ForwardOrigin {
  return {
    byName: client.users.get(by)?.name ?? '',
    roomName: client.room(room).getSnapshot().name,
    place: placeOf(room, { id: message, seq, thread }),
  };
}
