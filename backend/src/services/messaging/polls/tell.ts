/*
 * Telling what was voted touches two stores, so it is an intent (decision 2):
 *
 *   count    what is voted, at a rev of the votes; from closing on nobody votes, so that this is final
 *   append   an entry that nobody makes, with a cmid that is fixed for the poll and that rev: repeated, it is one entry
 *   told     the poll knows that this rev was told; where it was closing, it is closed
 *
 * A kill in between leaves a row that is due still.
 */
import { createHash } from 'node:crypto';
import { type Cmid, encodeId, type MessageId, SupError } from '@sup/protocol';
import type { DueWork } from '../../due-runner.ts';
import { hasEnded, nobody, nowhere, type SendRecord } from '../../log/index.ts';
import type { StoredMessage } from '../history.ts';
import { aboutOf } from '../target.ts';
import type { Tally } from './poll-store.ts';
import type { PollsParts } from './polls-parts.ts';

const batchMax = 200;
/** For one that is on its way to another room, or whose room cannot be written. */
const againMs = 1_000;

/** Tells what was voted, and closes what is over. */
export function duePolls(parts: PollsParts): DueWork {
  return {
    name: 'polls',
    next: () => parts.store.next(),
    async run(now) {
      for (const message of await parts.store.due(now, batchMax)) await settle(parts, message);
    },
  };
}

async function settle(parts: PollsParts, message: MessageId): Promise<void> {
  const { store, clock, telemetry } = parts;
  try {
    await tell(parts, message);
  } catch (error) {
    if (!(error instanceof SupError)) throw error;
    // The others do not wait for it.
    telemetry.log.warn('What was voted could not be told; it is tried again.', { error });
    await store.postpone(message, Math.ceil(clock.now()) + againMs);
  }
}

/** Tells what was voted if there is news; answers the record of what is told last of a poll that is closed. */
export async function tell(parts: PollsParts, message: MessageId): Promise<SendRecord | undefined> {
  const { store, clock } = parts;
  const tally = await store.count(message, Math.floor(clock.now()));
  if (!tally) return undefined;
  const closed = tally.state !== 'open';
  const record = tally.isNews || closed ? await append(parts, message, tally) : undefined;
  if (tally.state !== 'closed')
    await store.told({ message, rev: tally.rev, closed, now: Math.floor(clock.now()) });
  return record;
}

/** Throws overloaded while the message is nowhere, because it is on its way from one room to another. */
async function append(
  { log, history }: PollsParts,
  message: MessageId,
  { rev, count, state }: Tally,
): Promise<SendRecord | undefined> {
  const closed = state !== 'open';
  const [known] = await history.messages([message], nobody);
  if (!known) throw notHere();
  let found: StoredMessage | undefined;
  let isElsewhere = false;
  const record = await log.propose(known.room, {
    by: nobody,
    device: nowhere,
    cmid: cmidOf(message, closed ? 'closed' : rev),
    since: 0,
    content: ['poll', message, count, closed],
    prepare: async () => {
      [found] = await history.messages([message], nobody);
    },
    decide: (live) => {
      const last = live?.touched.get(message);
      isElsewhere = found?.room !== known.room || last === 'move';
      if (!live || !found || isElsewhere) return { entries: [] };
      const isGone = found.deletedAt !== undefined || live.deleted.has(message) || hasEnded(live.info);
      // Somebody closed it after this was counted: then more than this is told already.
      const isLate = !closed && (found.poll?.closedAt !== undefined || last === 'poll');
      if (isGone || isLate) return { entries: [] };
      return { entries: [entryOf(found, count, closed)], ...hiding(found) };
    },
  });
  if (isElsewhere) throw notHere();
  return record;
}

function notHere(): SupError {
  return new SupError('overloaded', { retryAfterMs: againMs });
}

function entryOf(found: StoredMessage, { votes, voters }: Tally['count'], closed: boolean) {
  return {
    kind: 'poll' as const,
    ...aboutOf(found),
    count: { votes: [...votes], voters },
    ...(closed && { closed: true as const }),
  };
}

function hiding({ hiddenFrom }: StoredMessage) {
  return hiddenFrom ? { hiddenFrom } : {};
}

/** The same for every try of telling the same; nobody's account has it, so nobody else can have used it up. */
function cmidOf(message: MessageId, what: number | 'closed'): Cmid {
  const bytes = createHash('sha256').update(`poll/${message}/${what}`).digest();
  return encodeId<'Cmid'>(bytes.subarray(0, 16));
}
