// The entries of a move: what leaves its place, what comes to a new one, what is at a former one again.
import type { AudienceName, Cmid, MessageId, PollCount, PollTerms, PollView, UserId } from '@sup/protocol';
import { cmidOfPart, type EntryDraft, isAllowed, type LiveState } from '../../log/index.ts';
import { membersOf } from '../written.ts';
import type { Carried, Place } from './move-store.ts';

/** The act that entries are of. */
export interface Act {
  readonly by: UserId;
  readonly cmid: Cmid;
}

/** How an entry names a message at a place. */
function aboutPlace({ id, seq, thread, threadSeq }: Place) {
  return { target: id, targetSeq: seq, ...(thread && threadSeq && { thread, threadSeq }) };
}

/** Each leaves its place. */
export function leaving(places: readonly Place[], { by, cmid }: Act): EntryDraft[] {
  return places.map((place) => ({ kind: 'move', by, ...aboutPlace(place), move: cmid }));
}

/** Where messages come to: a thread that is there, one of themselves whose replies the others become, or the room. */
export interface Spot {
  readonly thread?: MessageId | undefined;
  /** Of a thread that is there. */
  readonly threadSeq?: number | undefined;
}

/** Each comes to a new place, after `before` other entries of the act. A reply whose root comes along stays one. */
export function coming(
  state: LiveState,
  carried: readonly Carried[],
  { act, spot, before }: { act: Act; spot: Spot; before: number },
): EntryDraft[] {
  const firstSeq = state.head + before + 1;
  const seqs = new Map(carried.map(({ id }, at) => [id, firstSeq + at]));
  return carried.map((message, at) => {
    const place = threadOf(message, spot, seqs);
    return arrival(state, message, { act, part: before + at, place });
  });
}

type InThread = { readonly thread: MessageId; readonly threadSeq: number } | undefined;

function threadOf({ id, thread }: Carried, spot: Spot, seqs: ReadonlyMap<MessageId, number>): InThread {
  const root = spot.thread ?? thread;
  if (root === undefined || root === id) return undefined;
  const threadSeq = spot.thread === root ? (spot.threadSeq ?? seqs.get(root)) : seqs.get(root);
  return threadSeq === undefined ? undefined : { thread: root, threadSeq };
}

function arrival(
  state: LiveState,
  message: Carried,
  { act, part, place }: { act: Act; part: number; place: InThread },
): EntryDraft {
  const { id, by, at, encoding, body, replyTo, expiresAt, editedAt, reactions } = message;
  const mentions = membersOf(state, message.mentions, place?.threadSeq);
  const audience = audienceIn(state, message, act);
  return {
    kind: 'message',
    by,
    // The key of the part, as it is stored: what the author once sent it with was for the former place.
    cmid: cmidOfPart(act.cmid, part),
    id,
    encoding,
    body,
    ...place,
    ...(replyTo && { replyTo }),
    ...(message.forwarded && { forwarded: message.forwarded }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(message.poll && { poll: termsOf(message.poll) }),
    ...(mentions && { mentions }),
    ...(audience && { audience }),
    moved: {
      at,
      by: act.by,
      ...(editedAt !== undefined && { editedAt }),
      ...withCount(message.poll),
      ...withReactions(reactions),
    },
  };
}

/** Each is at a former place of it again, as it is now; replies that came since come after what they answer. */
export function returning(
  state: LiveState,
  carried: readonly Carried[],
  { act, places, before }: { act: Act; places: readonly Place[]; before: number },
): EntryDraft[] {
  const formerly = new Map(places.map((place) => [place.id, place]));
  const back = carried.flatMap((message) => {
    const place = formerly.get(message.id);
    return place ? [homecoming(state, message, { act, place })] : [];
  });
  const later = carried.flatMap((message) => {
    const root = formerly.has(message.id) ? undefined : message.thread && formerly.get(message.thread);
    const place = root && { thread: root.thread ?? root.id, threadSeq: root.threadSeq ?? root.seq };
    return place ? [{ message, place }] : [];
  });
  const parts = before + back.length;
  return [
    ...back,
    ...later.map(({ message, place }, at) => arrival(state, message, { act, part: parts + at, place })),
  ];
}

function homecoming(
  state: LiveState,
  message: Carried,
  { act, place }: { act: Act; place: Place },
): EntryDraft {
  const { encoding, body, audience, editedAt, reactions } = message;
  const mentions = membersOf(state, message.mentions, place.threadSeq);
  return {
    kind: 'return',
    by: act.by,
    ...aboutPlace(place),
    encoding,
    body,
    ...(mentions && { mentions }),
    ...(audience && { audience: [...audience] }),
    ...(editedAt !== undefined && { editedAt }),
    ...withCount(message.poll),
    ...withReactions(reactions),
  };
}

/** What it calls, it calls where it comes to, if whoever brings it may do so there. */
function audienceIn(state: LiveState, { audience }: Carried, { by }: Act): AudienceName[] | undefined {
  const mover = state.members.get(by);
  return audience && mover && isAllowed(state, mover.role, 'mention-everyone') ? [...audience] : undefined;
}

function termsOf({ votes: _votes, voters: _voters, closedAt: _closedAt, ...terms }: PollView): PollTerms {
  return terms;
}

function withCount(poll: PollView | undefined): { poll?: PollCount } {
  const { votes, voters, closedAt } = poll ?? {};
  if (votes === undefined || voters === undefined) return {};
  return { poll: { votes, voters, ...(closedAt !== undefined && { closedAt }) } };
}

function withReactions(reactions: Carried['reactions']) {
  if (!reactions) return {};
  return { reactions: reactions.map(({ emoji, users }) => ({ emoji, users: [...users] })) };
}

/** Whom the arrival of these messages makes follow the thread that they are in. */
export function followersOf(
  carried: readonly Carried[],
  root: UserId | undefined,
): readonly (UserId | undefined)[] {
  return [root, ...carried.flatMap(({ by, mentions = [] }) => [by, ...mentions])];
}
