import {
  type Ack,
  type Cmid,
  limits,
  type MessageId,
  makeId,
  type RoomId,
  SupError,
  type UndoMoveInput,
  type UserId,
} from '@sup/protocol';
import type { Caller } from '../../caller.ts';
import { cmidOfPart, type SendRecord } from '../../log/index.ts';
import type { StoredMessage } from '../history.ts';
import { acked } from '../written.ts';
import { run } from './between.ts';
import { Cargo } from './cargo.ts';
import { leaving, returning } from './entries.ts';
import { insist } from './insist.ts';
import type { Place } from './move-store.ts';
import type { MovesParts } from './moves-parts.ts';
import { mustMayMove } from './must-may-move.ts';

/** Takes a move of the caller's back. What was moved on, deleted, or whose former thread is gone, stays where it is. */
export async function undo(parts: MovesParts, by: Caller, ask: UndoMoveInput): Promise<Ack> {
  const id = ask.cmid;
  await mustBeAllowed(parts, by, ask.room);
  const known = await parts.moves.get({ account: by.user, id });
  if (known) return run(parts, by, { id, ask: known.ask });
  const done = await parts.roomLog.findSend(ask.room, by.user, id);
  if (done) return acked(done);
  const { from, places } = await mustFind(parts, by.user, ask);
  const messages = places.map((place) => place.id);
  if (from !== ask.room)
    return run(parts, by, { id, ask: { from, messages, to: { room: ask.room }, places } });
  return insist(() => undoWithin(parts, by, { ...ask, places }));
}

/** Asked of the room before what was moved is looked for. */
async function mustBeAllowed(parts: MovesParts, by: Caller, room: RoomId): Promise<void> {
  await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    cmid: makeId<'Cmid'>(parts.clock.now(), parts.clock.random(10)),
    since: Number.MAX_SAFE_INTEGER,
    content: [],
    decide: (live) => {
      mustMayMove(live, by.user, parts.clock.now());
      return { entries: [] };
    },
  });
}

async function undoWithin(
  parts: MovesParts,
  by: Caller,
  { room, cmid, since, move, places }: UndoMoveInput & { places: readonly Place[] },
): Promise<Ack> {
  const messages = places.map(({ id }) => id);
  const cargo = new Cargo(parts, { room, by: by.user, messages });
  const record = await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    cmid,
    since,
    content: ['undo-move', move],
    prepare: () => cargo.load(),
    decide: (live) => {
      const { state, carried } = cargo.mustMove(live);
      const act = { by: by.user, cmid };
      const away = leaving(carried, act);
      return { entries: [...away, ...returning(state, carried, { act, places, before: away.length })] };
    },
  });
  return acked(record);
}

/** What a move has moved and nobody has since: where it was, and the room where it is. Throws message-not-found if nothing is left. */
async function mustFind(
  parts: MovesParts,
  user: UserId,
  { room, move }: UndoMoveInput,
): Promise<{ from: RoomId; places: Place[] }> {
  const record = await parts.roomLog.findSend(room, user, move);
  const left = record ? await placesLeft(parts, { room, move, record }) : [];
  const found = await parts.history.messages(
    left.map(({ id }) => id),
    user,
  );
  const keys = new Set(
    Array.from({ length: 2 * limits.moveTotalMax + 1 }, (_, part) => cmidOfPart(move, part)),
  );
  const there = new Map(
    found.filter((message) => isStillThere(message, keys)).map((message) => [message.id, message]),
  );
  const places = await withThread(parts, user, { room, places: left.filter(({ id }) => there.has(id)) });
  const from = places[0] && there.get(places[0].id)?.room;
  if (from === undefined) throw new SupError('message-not-found');
  return { from, places };
}

function isStillThere({ cmid, deletedAt }: StoredMessage, keys: ReadonlySet<Cmid>): boolean {
  return deletedAt === undefined && keys.has(cmid);
}

/** The places that the entries of an act were about; they stand together in the log. */
async function placesLeft(
  { roomLog }: MovesParts,
  { room, move, record }: { room: RoomId; move: Cmid; record: SendRecord },
): Promise<Place[]> {
  const stored = await roomLog.read(room, record.seq - 1, limits.moveTotalMax);
  return stored.flatMap(({ entry }) => {
    if (entry.kind !== 'move' || entry.move !== move) return [];
    const { target: id, targetSeq: seq, thread, threadSeq } = entry;
    return [{ id, seq, ...(thread && threadSeq && { thread, threadSeq }) }];
  });
}

/** Those whose thread is still there, or comes back with them. */
async function withThread(
  { history }: MovesParts,
  user: UserId,
  { room, places }: { room: RoomId; places: readonly Place[] },
): Promise<Place[]> {
  const returning = new Set(places.map(({ id }) => id));
  const outside = new Set(places.flatMap(({ thread }) => (thread && !returning.has(thread) ? [thread] : [])));
  const roots = await history.messages([...outside], user);
  const isThere = new Map<MessageId, number>(
    roots.filter((root) => root.room === room).map(({ id, seq }) => [id, seq]),
  );
  return places.filter(
    ({ thread, threadSeq }) => !thread || returning.has(thread) || isThere.get(thread) === threadSeq,
  );
}
