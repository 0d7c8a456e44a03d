// Nothing is unread any more, and that can be taken back: only my markers move, so nobody is told that I have read
// anything, and where I have moved one since, it stays.
import type { MessageId, RoomId } from '@sup/protocol';
import type { Room } from './room.ts';
import type { RoomLog } from './room-log.ts';
import type { Threads } from './threads.ts';

export interface MarkAllParts {
  readonly rooms: { logs(): Iterable<RoomLog>; find(room: RoomId): Pick<Room, 'markUnread'> | undefined };
  readonly threads: Pick<Threads, 'getSnapshot' | 'followed' | 'get'>;
}

/** Moves every marker before which something is unread to the head; answers what takes it back. */
export function markAllRead({ rooms, threads }: MarkAllParts): () => void {
  const undos = [
    ...[...rooms.logs()].map((log) => markRoom(rooms, log)),
    ...threads.getSnapshot().threads.map(({ id }) => markThread({ rooms, threads }, id)),
  ];
  return () => {
    for (const undo of undos) undo?.();
  };
}

function markRoom(rooms: MarkAllParts['rooms'], log: RoomLog): (() => void) | undefined {
  const { head, marker, unread, deletesAt } = log.view;
  if (deletesAt !== undefined) return undefined;
  if (unread === 0 && !log.countsAreStale) return undefined;
  // From beyond the head on it is unread: nothing is.
  rooms.find(log.id)?.markUnread(head + 1);
  return () => {
    if (log.view.marker === head) rooms.find(log.id)?.markUnread(marker + 1);
  };
}

function markThread({ rooms, threads }: MarkAllParts, id: MessageId): (() => void) | undefined {
  const followed = threads.followed(id);
  if (!followed || (followed.own.unread === 0 && !followed.isStale)) return undefined;
  const { room, marker } = followed.view;
  const head = [...rooms.logs()].find((log) => log.id === room)?.view.head ?? marker;
  threads.get(room, id).markUnread(head + 1);
  return () => {
    if (threads.followed(id)?.view.marker === head) threads.get(room, id).markUnread(marker + 1);
  };
}
