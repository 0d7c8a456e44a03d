import {
  limits,
  type MessageId,
  type RoomId,
  SupError,
  stateKey,
  type ThreadView,
  type UserId,
  type UserView,
} from '@sup/protocol';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Caller } from '../caller.ts';
import type { Cursors } from '../cursors/cursors.ts';
import type { History, Reader, StoredMessage } from '../messaging/history.ts';
import type { MessageViews, OwnThread, OwnThreads } from '../messaging/message-view.ts';
import type { OwnStream } from '../own-stream/own-stream.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Root, ThreadIndex } from './thread-index.ts';
import type { Threads } from './threads.ts';

/** What threads is built of. */
export interface ThreadsParts {
  readonly index: ThreadIndex;
  readonly history: Pick<History, 'messages'>;
  readonly messages: MessageViews;
  readonly rooms: Pick<Rooms, 'reading'>;
  readonly members: Pick<RoomIndex, 'membership'>;
  readonly users: { views(users: readonly UserId[]): Promise<readonly UserView[]> };
  readonly cursors: Pick<Cursors, 'threadMarkers' | 'markThread'>;
  readonly ownStream: Pick<OwnStream, 'announce' | 'revOf'>;
  readonly telemetry: Pick<Telemetry, 'log'>;
}

/** Builds threads. */
export function createThreads(parts: ThreadsParts): Threads {
  return {
    own: (room, reader, roots) => own(parts, { room, reader }, roots),
    grown: (room, thread, users) => tellFollowers(parts, stateKey.follow(room, thread), users),
    async get(by, { room, threads }) {
      const found = await parts.history.messages([...new Set(threads)], by.user);
      const views = await viewsIn(parts, by, { room, roots: found });
      return { threads: views, users: await peopleOf(parts, views) };
    },
    list: (by, after) => list(parts, by, after),
    async mark(by, { room, thread, seq }) {
      await mustSeeRoot(parts, by, { room, thread });
      return parts.cursors.markThread(by, { room, thread }, seq);
    },
    async follow(by, { room, thread, on }) {
      const root = await mustSeeRoot(parts, by, { room, thread });
      await parts.index.follow({ user: by.user, room, root: { id: root.id, seq: root.seq }, on });
      await parts.ownStream.announce(by.user, [stateKey.follow(room, thread)]);
      return { rev: await parts.ownStream.revOf(by.user, stateKey.follow(room, thread)) };
    },
  };
}

async function list(parts: ThreadsParts, by: Caller, after: string | undefined): ReturnType<Threads['list']> {
  const { threads: rows, more } = await parts.index.followed(by.user, after, limits.threadListMax);
  const byRoom = Map.groupBy(rows, ({ room }) => room);
  const read = [...byRoom].map(([room, own]) => {
    const roots = own.map(({ root }) => root);
    return viewsIn(parts, by, { room, roots }).catch(ifGone);
  });
  const views = new Map((await Promise.all(read)).flat().map((view) => [view.root.id, view]));
  const threads = rows.flatMap(({ root }) => views.get(root.id) ?? []);
  const last = rows.at(-1);
  const users = await peopleOf(parts, threads);
  return { threads, users, ...(more && last ? { next: last.cursor } : {}) };
}

/** Who was removed from a room while the list was read has nothing in it. */
function ifGone(error: unknown): ThreadView[] {
  if (error instanceof SupError && error.code === 'room-not-found') return [];
  throw error;
}

/** Threads of one room as the caller sees them; what they may not see, and replies, are left out. */
function viewsIn(
  parts: ThreadsParts,
  by: Caller,
  { room, roots }: { room: RoomId; roots: readonly Root[] },
): Promise<ThreadView[]> {
  return parts.rooms.reading({ room, user: by.user }, async (reader) => {
    const markers = await markersOf(parts, { room, reader }, roots);
    const asks = roots.map((root) => ({ root, marker: markers.get(root.id) ?? root.seq }));
    const { head, threads } = await parts.index.read(room, reader, asks);
    return threads.flatMap(({ root, ...counts }) => {
      if (root.thread !== undefined || !parts.messages.maySee(root, room, reader)) return [];
      const marker = markers.get(root.id) ?? root.seq;
      return [{ room, root: parts.messages.messageView(root, counts), marker, head, ...counts }];
    });
  });
}

async function own(
  parts: ThreadsParts,
  { room, reader }: { room: RoomId; reader: Reader },
  roots: readonly Root[],
): Promise<OwnThreads> {
  if (roots.length === 0) return new Map();
  const markers = await markersOf(parts, { room, reader }, roots);
  const asks = roots.map((root) => ({ root, marker: markers.get(root.id) ?? root.seq }));
  const counts = await parts.index.counts(room, reader, asks);
  return new Map(
    roots.flatMap(({ id }, at): [MessageId, OwnThread][] => {
      const count = counts[at];
      return count ? [[id, count]] : [];
    }),
  );
}

/** Where nothing was marked yet, all replies are unread but those from before the reader came. */
async function markersOf(
  parts: ThreadsParts,
  { room, reader }: { room: RoomId; reader: Reader },
  roots: readonly Root[],
): Promise<ReadonlyMap<MessageId, number>> {
  const ids = roots.map(({ id }) => id);
  const [markers, member] = await Promise.all([
    parts.cursors.threadMarkers(reader.user, room, ids),
    parts.members.membership(room, reader.user),
  ]);
  const start = (seq: number) => Math.max(seq, member?.joinedSeq ?? 0);
  return new Map(roots.map(({ id, seq }) => [id, markers.get(id) ?? start(seq)]));
}

/** The message that a thread grows from; throws message-not-found, also for a reply. */
function mustSeeRoot(
  parts: ThreadsParts,
  by: Caller,
  { room, thread }: { room: RoomId; thread: MessageId },
): Promise<StoredMessage> {
  return parts.rooms.reading({ room, user: by.user }, async (reader) => {
    const [root] = await parts.history.messages([thread], by.user);
    if (!root || root.thread !== undefined || !parts.messages.maySee(root, room, reader))
      throw new SupError('message-not-found');
    return root;
  });
}

async function peopleOf(parts: ThreadsParts, views: readonly ThreadView[]): Promise<UserView[]> {
  return [...(await parts.users.views(parts.messages.peopleIn(views.map(({ root }) => root))))];
}

function tellFollowers(parts: ThreadsParts, key: string, users: readonly (UserId | undefined)[]): void {
  for (const user of new Set(users)) {
    if (user === undefined) continue;
    parts.ownStream.announce(user, [key]).catch((error: unknown) => {
      // The next heartbeat names the rev, and the devices fetch what they lack.
      parts.telemetry.log.warn('Who follows a thread could not be told at once.', { error });
    });
  }
}
