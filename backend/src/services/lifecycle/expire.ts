// Ends messages: an entry of their room's log, like everything that all must learn. Whoever is cut off begins again: what
// is gone already is not due any more.
import { type EntryOf, type MessageId, makeId, type RoomId, type UserId } from '@sup/protocol';
import { type LiveState, nobody, nowhere } from '../log/index.ts';
import type { StoredMessage } from '../messaging/history.ts';
import type { LifecycleParts } from './lifecycle-parts.ts';

/** Messages that one entry ends. */
const messagesPerEntryMax = 100;

/** What came of a try: `left` were touched by somebody else in the same moment, and are to be tried again. */
export interface Outcome {
  readonly ended: number;
  readonly left: number;
}

/** Ends those of a room's messages that are still there; resolves once that is durable. */
export async function expire(
  parts: LifecycleParts,
  room: RoomId,
  ids: readonly MessageId[],
): Promise<Outcome> {
  const sum = { ended: 0, left: 0 };
  const found = await liveOf(parts, room, ids);
  // Nobody learns of a message that is hidden from them, nor of its end.
  for (const [hiddenFrom, messages] of Map.groupBy(found, (message) => message.hiddenFrom)) {
    for (let at = 0; at < messages.length; at += messagesPerEntryMax) {
      const some = messages.slice(at, at + messagesPerEntryMax).map(({ id }) => id);
      const { ended, left } = await propose(parts, { room, messages: some, hiddenFrom });
      sum.ended += ended;
      sum.left += left;
    }
  }
  return sum;
}

async function liveOf(
  { history }: LifecycleParts,
  room: RoomId,
  ids: readonly MessageId[],
): Promise<StoredMessage[]> {
  const found = await history.messages(ids, nobody);
  return found.filter((message) => message.room === room && message.deletedAt === undefined);
}

async function propose(
  parts: LifecycleParts,
  what: { room: RoomId; messages: readonly MessageId[]; hiddenFrom: UserId | undefined },
): Promise<Outcome> {
  const { log, clock } = parts;
  const { room, messages, hiddenFrom } = what;
  let found: readonly StoredMessage[] = [];
  let outcome: Outcome = { ended: 0, left: 0 };
  await log.propose(room, {
    by: nobody,
    device: nowhere,
    cmid: makeId<'Cmid'>(clock.now(), clock.random(10)),
    since: Number.MAX_SAFE_INTEGER,
    content: ['expire'],
    prepare: async () => {
      found = await liveOf(parts, room, messages);
    },
    decide: (state) => {
      const there = state ? found.filter(({ id }) => !state.deleted.has(id)) : [];
      const live = there.filter(({ id }) => !state?.touched.has(id));
      outcome = { ended: live.length, left: there.length - live.length };
      if (!state || live.length === 0) return { entries: [] };
      const gone = live.map((message) => goneOf(state, message));
      const entry = { kind: 'messages.expired', messages: gone } as const;
      return { entries: [entry], ...(hiddenFrom && { hiddenFrom }) };
    },
  });
  return outcome;
}

function goneOf(
  { threads }: LiveState,
  { id, seq, thread, threadSeq, grown }: StoredMessage,
): EntryOf<'messages.expired'>['messages'][number] {
  const grew = (grown !== undefined && grown.replies > 0) || threads.has(id);
  return { id, seq, ...(thread && { thread, threadSeq }), ...(grew && { tombstone: true }) };
}
