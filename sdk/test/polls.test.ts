// Polls, in clients against the real server: a vote is the same on all devices of a person, and waits while there is no connection.

import { pollText } from '@sup/protocol/wire';
import type { TestPerson } from '@sup/testkit';
import { expect, test } from 'vitest';
import type { Client, Device, DeviceEvents, PollShown, Room } from '../src/index.ts';
import { until } from '../src/observable.ts';
import { setRealPair } from './real-pair.ts';

const pair = setRealPair();

/** A device that can be taken off the network. */
class Plug implements Device {
  #isIn = true;
  readonly #watching = new Set<DeviceEvents>();
  readonly visible = () => true;
  readonly online = () => this.#isIn;
  watch(events: DeviceEvents) {
    this.#watching.add(events);
    return { stop: () => void this.#watching.delete(events) };
  }
  put(isIn: boolean) {
    this.#isIn = isIn;
    for (const events of this.#watching) isIn ? events.online() : events.offline();
  }
}

async function app(person: TestPerson): Promise<{ client: Client; plug: Plug }> {
  const plug = new Plug();
  return { client: await pair.app(person, plug), plug };
}

function opened({ client }: { client: Client }, id: Room['id']): Room {
  const room = client.room(id);
  room.open();
  return room;
}

const words = { question: 'What for lunch?', choices: ['Pizza', 'Soup'] };

function pollIn(room: Room) {
  const items = room.getSnapshot().items;
  return items.findLast((item) => item.kind === 'message' && item.poll !== undefined);
}

const shows = (room: Room, fits: (poll: PollShown) => boolean) =>
  until(room, () => {
    const item = pollIn(room);
    return item?.kind === 'message' && item.poll !== undefined && fits(item.poll);
  });

async function asked(room: Room, terms: { several?: true; anonymous?: true } = {}) {
  await room.settled(room.send(pollText(words), { poll: { choices: 2, ...terms } }));
  await until(room, () => {
    const item = pollIn(room);
    return item?.kind === 'message' && item.id !== undefined && item.status === 'sent';
  });
  const item = pollIn(room);
  if (item?.kind !== 'message' || item.id === undefined) throw new Error('it was sent');
  return item.id;
}

test('R166: R167: what I vote shows at once, on all my devices, and counts once for all', async () => {
  const id = await pair.ann.group([pair.bob]);
  const [one, phone, other] = [await app(pair.bob), await app(pair.bob), await app(pair.ann)];
  const [here, there, theirs] = [opened(one, id), opened(phone, id), opened(other, id)];
  const poll = await asked(theirs);
  await shows(here, ({ question, choices }) => question === words.question && choices.length === 2);
  here.polls.vote(poll, [1]);
  await shows(here, ({ mine }) => mine.join() === '1');
  await shows(there, ({ mine }) => mine.join() === '1');
  await shows(
    theirs,
    ({ votes, voters, mine }) => votes?.join() === '0,1' && voters === 1 && mine.length === 0,
  );
  there.polls.vote(poll, [0]);
  await shows(here, ({ mine, votes }) => mine.join() === '0' && votes?.join() === '1,0');
  expect(await theirs.polls.voters(poll)).toEqual([[pair.bob.id], []]);
  there.polls.vote(poll, []);
  await shows(theirs, ({ voters }) => voters === 0);
  await shows(here, ({ mine }) => mine.length === 0);
});

test('R166: a vote without a connection waits for one, and the last of them counts', async () => {
  const id = await pair.ann.group([pair.bob]);
  const [one, other] = [await app(pair.bob), await app(pair.ann)];
  const [here, theirs] = [opened(one, id), opened(other, id)];
  const poll = await asked(theirs, { several: true });
  await shows(here, () => true);
  one.plug.put(false);
  await until(one.client.connection, ({ state }) => state !== 'ready');
  here.polls.vote(poll, [0]);
  here.polls.vote(poll, [1, 0]);
  await shows(here, ({ mine }) => mine.join() === '0,1');
  one.plug.put(true);
  await shows(theirs, ({ votes, voters }) => votes?.join() === '1,1' && voters === 1);
});

test('R169: a vote that comes after the end does not count, and is not shown as mine any more', async () => {
  const id = await pair.ann.group([pair.bob]);
  const [one, other] = [await app(pair.bob), await app(pair.ann)];
  const [here, theirs] = [opened(one, id), opened(other, id)];
  const poll = await asked(theirs, { anonymous: true });
  await shows(here, () => true);
  here.polls.vote(poll, [0]);
  await shows(here, ({ mine }) => mine.join() === '0');
  await one.client.drained();
  one.plug.put(false);
  await until(one.client.connection, ({ state }) => state !== 'ready');
  here.polls.vote(poll, [1]);
  await shows(here, ({ mine }) => mine.join() === '1');
  await theirs.polls.close(poll);
  await shows(theirs, ({ votes, closedAt }) => votes?.join() === '1,0' && closedAt !== undefined);
  one.plug.put(true);
  await shows(here, ({ mine, votes }) => mine.join() === '0' && votes?.join() === '1,0');
});

test('R169: a deleted poll shows neither words nor numbers', async () => {
  const id = await pair.ann.group([pair.bob]);
  const [one, other] = [await app(pair.bob), await app(pair.ann)];
  const [here, theirs] = [opened(one, id), opened(other, id)];
  const poll = await asked(theirs);
  await shows(here, () => true);
  here.polls.vote(poll, [1]);
  await shows(theirs, ({ voters }) => voters === 1);
  theirs.delete(poll);
  await until(here, ({ items }) => items.some((item) => item.kind === 'message' && item.deleted));
  expect(pollIn(here)).toBeUndefined();
  expect(JSON.stringify(here.getSnapshot())).not.toContain('lunch');
});
