import { type Ack, type MessageId, type MoveInput, SupError, sees, type UserId } from '@sup/protocol';
import type { Caller } from '../../caller.ts';
import type { LiveState, Membership } from '../../log/index.ts';
import { ThreadRoot } from '../thread-root.ts';
import { acked } from '../written.ts';
import { moveAway } from './between.ts';
import { Cargo } from './cargo.ts';
import { coming, followersOf, leaving } from './entries.ts';
import { insist } from './insist.ts';
import type { Carried } from './move-store.ts';
import type { MovesParts } from './moves-parts.ts';

/** Moves messages of a room into a thread, out of one, or into another room. */
export async function move(parts: MovesParts, by: Caller, ask: MoveInput): Promise<Ack> {
  if (ask.to.room !== ask.room) return moveAway(parts, by, ask);
  const messages = await withoutRootThatStays(parts, by.user, ask);
  return insist(() => moveWithin(parts, by, { ask, messages }));
}

/** A message of the room whose replies the others become has no need to move. */
async function withoutRootThatStays(
  { history }: MovesParts,
  user: UserId,
  { messages, to, room }: MoveInput,
): Promise<MessageId[]> {
  const root = to.thread;
  if (root === undefined || !messages.includes(root)) return messages;
  const [found] = await history.messages([root], user);
  const stays = found?.room === room && found.thread === undefined;
  return stays ? messages.filter((id) => id !== root) : messages;
}

async function moveWithin(
  parts: MovesParts,
  by: Caller,
  { ask, messages }: { ask: MoveInput; messages: readonly MessageId[] },
): Promise<Ack> {
  const { room, cmid, since, to } = ask;
  const cargo = new Cargo(parts, { room, by: by.user, messages });
  const root =
    to.thread === undefined || messages.includes(to.thread) ? undefined : new ThreadRoot(to.thread, by.user);
  const record = await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    cmid,
    since,
    content: ['move', ask.messages, to.room, to.thread ?? null],
    prepare: async () => {
      await Promise.all([cargo.load(), root?.load(parts, room)]);
    },
    decide: (live) => {
      const { state, member, carried } = cargo.mustMove(live);
      const threadSeq = root?.mustTakeReply(state, member).threadSeq;
      mustLeadElsewhere(carried, to.thread);
      mustNotReveal(state, carried, threadSeq);
      const act = { by: by.user, cmid };
      const away = leaving(carried, act);
      const spot = { thread: to.thread, threadSeq };
      return { entries: [...away, ...coming(state, carried, { act, spot, before: away.length })] };
    },
  });
  if (to.thread !== undefined) parts.threads.grown(room, to.thread, followersOf(cargo.carried, root?.by));
  return acked(record);
}

/** Throws invalid-input for what is there already: a message of the room, or a reply of that thread. */
function mustLeadElsewhere(carried: readonly Carried[], thread: MessageId | undefined): void {
  const isRoot = carried.some(({ id }) => id === thread);
  if (carried.length === 0 || (!isRoot && carried.some((message) => message.thread === thread)))
    throw new SupError('invalid-input', { fields: { messages: 'are there already' } });
}

/** Throws would-reveal where a member would come to see what they may not see where it is (R185). */
function mustNotReveal(state: LiveState, carried: readonly Carried[], threadSeq: number | undefined): void {
  for (const member of state.members.values()) {
    if (member.visibleFrom === 1 || (threadSeq !== undefined && !sees(member, threadSeq))) continue;
    if (carried.some((message) => !maySee(message, member))) throw new SupError('would-reveal');
  }
}

function maySee({ seq, threadSeq }: Carried, member: Membership): boolean {
  return sees(member, seq) && (threadSeq === undefined || sees(member, threadSeq));
}
