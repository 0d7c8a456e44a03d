// R183: a move between rooms that is cut off anywhere is finished or undone, and never doubled. A kill is an error that
// nothing handles, after which the server is opened anew on its data.
import { type Cmid, type MessageId, type RoomId, SupError } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../../test/code-of.ts';
import { openWorld, type World } from '../../../../test/embedded-world.ts';
import type { Caller } from '../../caller.ts';
import type { Proposal } from '../../log/log.ts';
import { resume } from './between.ts';
import { move } from './move.ts';
import type { MovesParts } from './moves-parts.ts';
import { undo } from './undo.ts';

const steps = ['begin', 'carry', 'take out', 'put down', 'end'] as const;
/** After a step is before the next one. */
const moments = [...steps.map((step) => `before ${step}`), 'after end'];
/** What was not taken out stays as if nobody had asked. */
const notBegun = ['before begin', 'before carry', 'before take out'];

class Killed extends Error {}

let world: World;
let ann: Caller;
let bob: Caller;
let room: RoomId;
let other: RoomId;
let messages: MessageId[];
let cmid: Cmid;

beforeEach(async () => {
  world = await openWorld();
  [ann, bob] = world.people();
  room = await world.group(ann, bob);
  other = await world.group(ann, bob);
  const first = await say('one');
  messages = [first, await say('two')];
  await say('reply', first);
  cmid = world.newId<'Cmid'>() as Cmid;
});
afterEach(() => world.close());

const say = (body: string, thread?: MessageId) =>
  world.message(bob, { room, body, ...(thread && { thread }) });

/** Each step passes `at` before and after; `act` is the move's cmid. */
function partsThat(at: (moment: string) => void, act: Cmid): MovesParts {
  const { movesParts } = world;
  const { moves, log } = movesParts;
  const step = async <Answer>(name: string, run: () => Promise<Answer>): Promise<Answer> => {
    at(`before ${name}`);
    const answer = await run();
    at(`after ${name}`);
    return answer;
  };
  let appends = 0;
  const propose = (where: RoomId, proposal: Proposal) => {
    if (proposal.cmid !== act) return log.propose(where, proposal);
    appends += 1;
    return appends === 1
      ? step('take out', () => log.propose(where, proposal))
      : step('put down', () => log.propose(where, proposal));
  };
  return {
    ...movesParts,
    log: { propose },
    moves: {
      ...moves,
      begin: (ask) => step('begin', () => moves.begin(ask)),
      carry: (ask) => step('carry', () => moves.carry(ask)),
      end: (ask) => step('end', () => moves.end(ask)),
    },
  };
}

const killedAt = (moment: string, act = cmid) =>
  partsThat((now) => {
    if (now === moment) throw new Killed(moment);
  }, act);

async function restart(): Promise<void> {
  const { directory, clock } = world;
  await world.stop();
  world = await openWorld({ directory, clock });
}

const ask = () => ({ room, cmid, since: 0, messages, to: { room: other } });
const kill = (moment: string) => expect(move(killedAt(moment), ann, ask())).rejects.toThrow();
const now = () => world.clock.now() + 1;

/** What is to be read of the three messages in a room, each as often as it is there. */
async function found(where: RoomId): Promise<string[]> {
  const { items } = await world.messaging.page(bob, { room: where, limit: 100 });
  const here = items.flatMap((item) => (item.kind === 'message' && !item.movedAt ? [item] : []));
  const threads = await Promise.all(
    here.map(({ id }) => world.messaging.threadPage(bob, { room: where, thread: id, limit: 100 })),
  );
  const replies = threads.flatMap((thread) => thread.items);
  return [...here, ...replies].flatMap((item) => (item.kind === 'message' ? [item.body ?? ''] : [])).sort();
}

const all = ['one', 'reply', 'two'];

async function nothingIsLeft(): Promise<void> {
  expect(await world.movesParts.moves.unfinished(now(), 10)).toEqual([]);
  const rows = await world.sql.read.selectFrom('moves').select('content').execute();
  for (const { content } of rows) expect(content).toBeNull();
}

describe('R183: killed', () => {
  test.each(moments)(
    'R183: %s, a move is finished or undone when the server is back, and never doubled',
    async (moment) => {
      await kill(moment);
      const before = [...(await found(room)), ...(await found(other))];
      expect(before.length).toBeLessThanOrEqual(3);
      await restart();
      await resume(world.movesParts, now());
      const moved = !notBegun.includes(moment);
      expect([await found(room), await found(other)]).toEqual(moved ? [[], all] : [all, []]);
      await nothingIsLeft();
      // Whoever asked asks again.
      await move(world.movesParts, ann, ask());
      expect([await found(room), await found(other)]).toEqual([[], all]);
      await nothingIsLeft();
    },
  );

  test.each(moments)('R183: %s, its maker tries again before anyone else sees to it', async (moment) => {
    await kill(moment);
    await move(world.movesParts, ann, ask());
    expect([await found(room), await found(other)]).toEqual([[], all]);
    await resume(world.movesParts, now());
    expect([await found(room), await found(other)]).toEqual([[], all]);
    await nothingIsLeft();
  });

  test.each(moments)('R183: %s, taking it back is finished or undone, too', async (moment) => {
    await move(world.movesParts, ann, ask());
    const back = world.newId<'Cmid'>() as Cmid;
    const undoing = { room, cmid: back, since: 0, move: cmid };
    await expect(undo(killedAt(moment, back), ann, undoing)).rejects.toThrow();
    await restart();
    await resume(world.movesParts, now());
    const isBack = !notBegun.includes(moment);
    expect([await found(room), await found(other)]).toEqual(isBack ? [all, []] : [[], all]);
    await undo(world.movesParts, ann, undoing);
    expect([await found(room), await found(other)]).toEqual([all, []]);
    await nothingIsLeft();
  });

  test('R183: before put down, and the other room takes nothing any more: all is again where it was', async () => {
    await kill('before put down');
    await world.rooms.change(ann, other, {
      cmid: world.newId<'Cmid'>() as Cmid,
      settings: { archived: true },
    });
    await restart();
    await resume(world.movesParts, now());
    expect([await found(room), await found(other)]).toEqual([all, []]);
    await nothingIsLeft();
    expect(await codeOf(move(world.movesParts, ann, ask()))).toBe('room-archived');
    expect(await found(room)).toEqual(all);
  });
});

test('R183: what may pass leaves the move as it is, and it is taken up later', async () => {
  const isFull = { now: true };
  const full = partsThat((moment) => {
    if (isFull.now && moment === 'before put down') throw new SupError('store-full');
  }, cmid);
  expect(await codeOf(move(full, ann, ask()))).toBe('store-full');
  expect([await found(room), await found(other)]).toEqual([[], []]);
  isFull.now = false;
  await resume(world.movesParts, now());
  expect([await found(room), await found(other)]).toEqual([[], all]);
});
