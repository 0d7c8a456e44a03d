// R169: a poll whose closing is cut off anywhere is closed once, with all votes. A kill is an error that nothing handles,
// after which the server is opened anew on its data.
import { type Cmid, type Entry, type MessageId, pollText, type RoomId } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../../test/code-of.ts';
import { openWorld, type World } from '../../../../test/embedded-world.ts';
import type { Caller } from '../../caller.ts';
import { nobody } from '../../log/index.ts';
import { createPolls } from './index.ts';
import type { PollsParts } from './polls-parts.ts';

const steps = ['freeze', 'count', 'append', 'told'] as const;
/** After a step is before the next one. */
const moments = [...steps.map((step) => `before ${step}`), 'after told'];

class Killed extends Error {}

let world: World;
let ann: Caller;
let bob: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openWorld();
  [ann, bob] = world.people();
  room = await world.group(ann, bob);
});
afterEach(() => world.close());

async function ask(closesAt?: number): Promise<MessageId> {
  const { message } = await world.messaging.send(ann, {
    room,
    cmid: world.newId<'Cmid'>() as Cmid,
    since: 0,
    encoding: 'text',
    body: pollText({ question: 'When?', choices: ['Now', 'Later'] }),
    poll: { choices: 2, anonymous: true, ...(closesAt !== undefined && { closesAt }) },
  });
  if (!message) throw new Error('the ack of a send names the message');
  return message;
}

/** Dies at a moment, and does nothing more. */
function partsKilledAt(moment: string): PollsParts {
  const { pollsParts } = world;
  const { store, log } = pollsParts;
  let isDead = false;
  const at = (now: string) => {
    isDead ||= now === moment;
    if (isDead) throw new Killed(now);
  };
  const step = async <Answer>(name: string, run: () => Promise<Answer>): Promise<Answer> => {
    at(`before ${name}`);
    const answer = await run();
    at(`after ${name}`);
    return answer;
  };
  return {
    ...pollsParts,
    log: {
      propose: (where, proposal) =>
        proposal.by === nobody
          ? step('append', () => log.propose(where, proposal))
          : log.propose(where, proposal),
    },
    store: {
      ...store,
      freeze: (message, now) => step('freeze', () => store.freeze(message, now)),
      count: (message, now) => step('count', () => store.count(message, now)),
      told: (told) => step('told', () => store.told(told)),
      due: async () => [],
    },
  };
}

async function restart(): Promise<void> {
  const { directory, clock } = world;
  await world.stop();
  world = await openWorld({ directory, clock });
}

const closings = async () =>
  (await world.messaging.sync(bob, { room, from: 0 })).entries.filter(
    (entry: Entry) => entry.kind === 'poll' && entry.closed,
  );
const vote = (by: Caller, message: MessageId, choice: number) =>
  world.polls.vote(by, { room, message, choices: [choice] });

async function settles(message: MessageId): Promise<void> {
  const state = async () => {
    await world.clock.advance(1_000);
    const row = world.sql.read.selectFrom('polls').select('state').where('message', '=', message);
    return (await row.executeTakeFirst())?.state;
  };
  await expect.poll(state, { timeout: 20_000 }).toBe('closed');
}

describe('R169: killed', () => {
  test.each(moments)('R169: %s, a poll is closed once when the server is back', async (moment) => {
    const message = await ask();
    await vote(bob, message, 1);
    const dying = createPolls(partsKilledAt(moment));
    await expect(dying.close(ann, { room, message })).rejects.toThrow();
    await dying.drain();
    const wasAsked = moment !== 'before freeze';
    expect(await codeOf(vote(ann, message, 1))).toBe(wasAsked ? 'poll-closed' : 'fine');
    await restart();
    if (!wasAsked) await world.polls.close(ann, { room, message });
    await settles(message);
    const votes = wasAsked ? 1 : 2;
    expect(await closings()).toMatchObject([
      { target: message, count: { votes: [0, votes], voters: votes } },
    ]);
    const again = await world.polls.close(ann, { room, message });
    expect(again.seq).toBe((await closings())[0]?.seq);
  });

  test('R169: what was to be closed while no server ran is closed at the next start', async () => {
    const message = await ask(world.clock.now() + 5_000);
    await vote(bob, message, 0);
    const { directory, clock } = world;
    await world.stop();
    clock.jump(60_000);
    world = await openWorld({ directory, clock });
    await settles(message);
    expect(await closings()).toMatchObject([{ target: message, count: { votes: [1, 0], voters: 1 } }]);
  });
});
