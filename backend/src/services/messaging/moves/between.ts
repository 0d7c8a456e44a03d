/*
 * A move from one room to another spans two logs, so it is an intent (decision 2):
 *
 *   begin      the row of the move
 *   take out   what is carried is kept in the row; then each message leaves its place, in one append
 *   put down   each comes to its new place, in one append of the other room
 *   end        nothing of what was carried is kept
 *
 * Both appends have the move's id as cmid, so whatever is repeated happens once; and what is taken out first is never in
 * both rooms. A crash in between leaves the row, and `resume` goes on from it: what the log says decides. Where the other
 * room refuses for good, all goes back to the places where it was.
 */
import { type Ack, type MoveInput, makeId, type RoomId, SupError } from '@sup/protocol';
import type { Caller } from '../../caller.ts';
import { cmidOfPart, type Decision, hasEnded, type LiveState, type SendRecord } from '../../log/index.ts';
import { ThreadRoot } from '../thread-root.ts';
import { acked } from '../written.ts';
import { Cargo } from './cargo.ts';
import { coming, followersOf, leaving, returning } from './entries.ts';
import { insist } from './insist.ts';
import type { Carried, Move, MoveAsk } from './move-store.ts';
import type { MovesParts } from './moves-parts.ts';
import { mustMayMove } from './must-may-move.ts';

/** Moves that are taken up again in one go. */
const resumedMax = 100;
/** The part of an act by which it is taken back: more than it ever has. */
const backPart = 1_000_000;

/** Moves messages into another room. */
export async function moveAway(parts: MovesParts, by: Caller, ask: MoveInput): Promise<Ack> {
  const { room: from, messages, to } = ask;
  const { room, thread } = to;
  return run(parts, by, { id: ask.cmid, ask: { from, messages, to: { room, ...(thread && { thread }) } } });
}

/** Notes a move and takes it to its end; a retry finds it noted. */
export async function run(
  parts: MovesParts,
  by: Pick<Caller, 'user' | 'device'>,
  { id, ask }: Pick<Move, 'id' | 'ask'>,
): Promise<Ack> {
  const key = { account: by.user, id };
  const known = await parts.moves.get(key);
  if (known === undefined) await mustBeWelcome(parts, { ...key, device: by.device, ask });
  await parts.moves.begin({ ...key, device: by.device, at: parts.clock.now(), ask });
  const move = await parts.moves.get(key);
  if (!move) throw new Error('a move that was noted is there');
  return acked(await complete(parts, move));
}

/** Takes up the moves that a crash or a full disk cut off, begun before `before`. */
export async function resume(parts: MovesParts, before: number): Promise<void> {
  for (const move of await parts.moves.unfinished(before, resumedMax)) {
    try {
      // Of what was not taken out nothing was logged, and whoever asked for it can ask again.
      if (await takenOut(parts, move)) await complete(parts, move);
      else await parts.moves.drop(move);
    } catch (error) {
      if (error instanceof SupError && error.row.retry === 'never') continue;
      parts.telemetry.log.warn('A move could not be finished; it is taken up again later.', { error });
    }
  }
}

function takenOut(parts: MovesParts, { account, id, ask }: Move): Promise<SendRecord | undefined> {
  return parts.roomLog.findSend(ask.from, account, id);
}

async function complete(parts: MovesParts, move: Move): Promise<SendRecord> {
  if (move.outcome !== undefined && move.outcome !== 'done') throw new SupError(move.outcome);
  const taken = (await takenOut(parts, move)) ?? (await begun(parts, move));
  if (move.outcome === 'done') return taken;
  const now = await parts.moves.get(move);
  if (now?.outcome === undefined) await finish(parts, { ...move, ...now });
  return taken;
}

/** Takes out; what is refused for good has not begun. */
async function begun(parts: MovesParts, move: Move): Promise<SendRecord> {
  try {
    return await insist(() => takeOut(parts, move));
  } catch (error) {
    if (isFinal(error)) await parts.moves.drop(move);
    throw error;
  }
}

async function finish(parts: MovesParts, move: Move): Promise<void> {
  const { content } = move;
  if (!content) throw new Error('what was taken out of a room is kept until it was put down');
  try {
    await insist(() => putDown(parts, move, content));
  } catch (error) {
    // Something else under the move's key cannot be: then nothing is certain, and nothing is put back.
    if (!isFinal(error) || error.code === 'cmid-conflict') throw error;
    await putBack(parts, move, content);
    await parts.moves.end({ ...move, outcome: error.code });
    throw error;
  }
  await parts.moves.end({ ...move, outcome: 'done' });
}

function isFinal(error: unknown): error is SupError {
  return error instanceof SupError && error.row.retry === 'never';
}

async function takeOut(parts: MovesParts, move: Move): Promise<SendRecord> {
  const { account: by, id, device, ask } = move;
  const cargo = new Cargo(parts, { room: ask.from, by, messages: ask.messages });
  const record = await parts.log.propose(ask.from, {
    by,
    device,
    cmid: id,
    since: 0,
    content: contentOf(ask),
    prepare: async () => {
      await cargo.load();
      await parts.moves.carry({ account: by, id, content: cargo.carried });
    },
    decide: (live) => {
      const { state, member, carried } = cargo.mustMove(live);
      cargo.mustMayTakeOut(state, member);
      return { entries: leaving(carried, { by, cmid: id }) };
    },
  });
  if (!record) throw new Error('a move logs an entry');
  return record;
}

async function putDown(parts: MovesParts, move: Move, carried: readonly Carried[]): Promise<void> {
  const { account: by, id, device, ask } = move;
  const target = new MoveTarget(parts, move);
  await parts.log.propose(ask.to.room, {
    by,
    device,
    cmid: id,
    since: 0,
    content: contentOf(ask),
    prepare: () => target.load(),
    decide: (live) => target.receive(live, carried),
  });
  const { thread } = ask.to;
  if (thread !== undefined) parts.threads.grown(ask.to.room, thread, followersOf(carried, target.rootBy));
}

/** Everything is again where it was: asked of nobody, for nobody else knows of it. */
async function putBack(parts: MovesParts, move: Move, carried: readonly Carried[]): Promise<void> {
  const { account: by, id, device, ask } = move;
  const cmid = cmidOfPart(id, backPart);
  await parts.log.propose(ask.from, {
    by,
    device,
    cmid,
    since: 0,
    content: [...contentOf(ask), 'back'],
    decide: (state) => {
      if (!state) throw new Error('a room that messages were taken out of is there');
      // What goes back to a room that has ended goes as everything there went.
      if (hasEnded(state.info)) return { entries: [] };
      return { entries: returning(state, carried, { act: { by, cmid }, places: carried, before: 0 }) };
    },
  });
}

/** Asks the other room before anything is taken out. */
async function mustBeWelcome(parts: MovesParts, move: Omit<Move, 'at'>): Promise<void> {
  const target = new MoveTarget(parts, move);
  await insist(() =>
    parts.log.propose(move.ask.to.room, {
      by: move.account,
      device: move.device,
      cmid: makeId<'Cmid'>(parts.clock.now(), parts.clock.random(10)),
      since: Number.MAX_SAFE_INTEGER,
      content: [],
      prepare: () => target.load(),
      decide: (live) => {
        target.mustWelcome(live);
        return { entries: [] };
      },
    }),
  );
}

function contentOf({ from, messages, to, places }: MoveAsk): readonly unknown[] {
  return ['move', from, messages, to.room, to.thread ?? null, ...(places ? ['undo'] : [])];
}

/** The room that messages are moved into, and the thread, if they go into one that is there. */
class MoveTarget {
  readonly #parts: MovesParts;
  readonly #move: Omit<Move, 'at'>;
  readonly #root: ThreadRoot | undefined;

  constructor(parts: MovesParts, move: Omit<Move, 'at'>) {
    const { thread } = move.ask.to;
    this.#parts = parts;
    this.#move = move;
    const isThere = thread !== undefined && !move.ask.messages.includes(thread);
    this.#root = isThere ? new ThreadRoot(thread, move.account) : undefined;
  }

  get rootBy() {
    return this.#root?.by;
  }

  load(): Promise<void> | undefined {
    return this.#root?.load(this.#parts, this.#room);
  }

  get #room(): RoomId {
    return this.#move.ask.to.room;
  }

  /** Throws why messages may not be moved there now; answers the place of the thread. */
  mustWelcome(live: LiveState | undefined): { state: LiveState; threadSeq: number | undefined } {
    const { account } = this.#move;
    const { state, member } = mustMayMove(live, account, this.#parts.clock.now());
    return { state, threadSeq: this.#root?.mustTakeReply(state, member).threadSeq };
  }

  receive(live: LiveState | undefined, carried: readonly Carried[]): Decision {
    const { state, threadSeq } = this.mustWelcome(live);
    const { account: by, id: cmid, ask } = this.#move;
    const act = { by, cmid };
    if (ask.places) return { entries: returning(state, carried, { act, places: ask.places, before: 0 }) };
    const spot = { thread: ask.to.thread, threadSeq };
    return {
      entries: [
        { kind: 'messages.moved', by, count: carried.length },
        ...coming(state, carried, { act, spot, before: 1 }),
      ],
    };
  }
}
