import { limits, stateKey, type UserId, utf8Length } from '@sup/protocol';
import { newId } from '@sup/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { edited, FanOutWorld, joined, left, said } from '../../test/fan-out-world.ts';
import { topics } from '../bus/bus.ts';

let world: FanOutWorld;
beforeEach(() => {
  world = new FanOutWorld();
});

describe('R31: entries of a room are handed out without holes or repeats', () => {
  test('R31: what arrives within one turn goes out as one frame, the same bytes to everyone', async () => {
    const people = [await world.connect(), await world.connect(), await world.connect()];
    world.encodings = 0;
    world.publish(said('one'));
    world.publish(said('two'));
    await world.settle();
    for (const { ranges } of people) expect(ranges).toEqual(['0-2']);
    expect(new Set(people.map(({ texts }) => texts.at(-1))).size).toBe(1);
    expect(world.encodings).toBe(1);
  });

  test('R31: a lost doorbell is made good from the log before anything later goes out', async () => {
    const ann = await world.connect();
    world.publish(said('one'));
    await world.settle();
    world.append(said('lost'));
    world.publish(said('three'));
    world.publish(said('four'));
    await world.settle();
    expect(ann.seqs).toEqual([1, 2, 3, 4]);
    expect(ann.ranges[0]).toBe('0-1');
    for (const [at, range] of ann.ranges.entries())
      if (at > 0) expect(range.split('-')[0]).toBe(ann.ranges[at - 1]?.split('-')[1]);
  });

  test('R31: a doorbell that rings twice, late or out of order repeats nothing', async () => {
    const ann = await world.connect();
    const [first, second, third] = [1, 2, 3].map((n) => world.append(said(`${n}`)));
    for (const event of [second, first, first, third, second, third]) if (event) world.ring(event);
    await world.settle();
    expect(ann.seqs).toEqual([1, 2, 3]);
    world.ring({ from: 3, to: 3, entries: [] });
    await world.settle();
    expect(ann.seqs).toEqual([1, 2, 3]);
  });

  test('R31: a lost last entry is found by comparing heads within 10 s', async () => {
    const ann = await world.connect();
    await world.settle();
    world.append(said('lost'));
    await world.settle();
    expect(ann.seqs).toEqual([]);
    for (let turn = 0; turn < 10; turn += 1) world.fanOut.turn();
    await world.settle();
    expect(ann.seqs).toEqual([1]);
  });

  test('R31: what was logged between the read of a head and the first doorbell is found at once', async () => {
    const ann = newId<'UserId'>();
    world.members.set(ann, 1);
    const arriving = world.connect(ann);
    world.append(said('in between'));
    const connection = await arriving;
    await world.settle();
    expect(connection.seqs).toEqual([1]);
  });

  test('R31: a store that fails while a gap is read delays the entries and skips none', async () => {
    const ann = await world.connect();
    await world.settle();
    world.failures = 1;
    world.append(said('lost'));
    world.publish(said('two'));
    await world.settle();
    expect(ann.seqs).toEqual([]);
    world.publish(said('three'));
    await world.settle();
    expect(ann.seqs).toEqual([1, 2, 3]);
  });

  test('R31: a long gap comes in frames that each fit the wire', async () => {
    const ann = await world.connect();
    const body = '‱'.repeat(limits.bodyCodePointsMax);
    world.append(...Array.from({ length: 20 }, () => said(body)));
    world.publish(said('last'));
    await world.settle();
    expect(ann.seqs).toEqual(Array.from({ length: 21 }, (_, at) => at + 1));
    for (const text of ann.texts) expect(utf8Length(text)).toBeLessThan(limits.frameBytesMax);
  });
});

describe('R35: membership takes effect at its place in the log', () => {
  test('R35: a removed member gets their removal as the last entry, also within one batch', async () => {
    const [ann, bob] = [await world.connect(), await world.connect()];
    world.publish(said('before'), left(bob.by.user), said('after'));
    await world.settle();
    expect(bob.ranges).toEqual(['0-2']);
    expect(ann.seqs).toEqual([1, 2, 3]);
    world.publish(said('later'));
    await world.settle();
    expect(bob.seqs).toEqual([1, 2]);
  });

  test('R35: from the answer to a removal on nothing goes out, also while the room is being read', async () => {
    const bob = await world.connect();
    await world.connect();
    world.append(said('one'), left(bob.by.user), said('secret'));
    world.ring({ from: 2, to: 3, entries: world.log.slice(2) });
    // The removal is answered now: its event comes before anything that was read.
    const event = { type: 'membership', user: bob.by.user, room: world.room, member: false } as const;
    world.bus.publish(topics.user(bob.by.user), event);
    await world.settle();
    expect(bob.texts.join()).not.toContain('secret');
  });

  test('R35: someone who joins gets the entries from their joining on', async () => {
    const ann = await world.connect();
    const cid = await world.connectStranger(newId<'UserId'>());
    world.publish(said('before'), joined(cid.by.user), said('after'));
    await world.settle();
    expect(cid.ranges).toEqual(['1-3']);
    expect(ann.seqs).toEqual([1, 2, 3]);
  });

  test('R35: someone who joins a room that nobody else here follows hears it from the own topic', async () => {
    const cid = await world.connectStranger(newId<'UserId'>());
    world.members.set(cid.by.user, 1);
    world.publish(joined(cid.by.user));
    const event = { type: 'membership', user: cid.by.user, room: world.room, member: true } as const;
    world.bus.publish(topics.user(cid.by.user), event);
    await world.settle();
    world.publish(said('hello'));
    await world.settle();
    expect(cid.seqs).toEqual([2]);
  });

  test('R35: leaving and joining again in one batch leaves no hole in what is allowed', async () => {
    const bob = await world.connect();
    await world.connect();
    world.publish(said('one'), left(bob.by.user), said('secret'), joined(bob.by.user), said('back'));
    await world.settle();
    expect(bob.seqs).toEqual([1, 2, 4, 5]);
  });
});

describe('R36: entries about what one may not see', () => {
  test('R36: come without body and author, and as they are to those who may', async () => {
    const ann = await world.connect();
    world.publish(said('old'), said('new'));
    await world.settle();
    const bob = await world.connect(newId<'UserId'>(), 2);
    world.publish(edited(1, 'changed old'), edited(2, 'changed new'));
    await world.settle();
    const [forBob] = bob.of('entries');
    expect(forBob).toMatchObject({ from: 2, to: 4 });
    expect(forBob?.entries[0]).toMatchObject({ kind: 'edit', body: null });
    expect(forBob?.entries[0]).not.toHaveProperty('by');
    expect(forBob?.entries[1]).toMatchObject({ kind: 'edit', body: 'changed new' });
    expect(ann.of('entries').at(-1)?.entries[0]).toMatchObject({ body: 'changed old' });
  });

  test('R36: who came back hears of changes to what an earlier membership showed, as they are', async () => {
    const bob = await world.connect();
    await world.connect();
    world.publish(said('old'), left(bob.by.user), said('between'));
    world.publish({ ...joined(bob.by.user, 4), earlier: [{ from: 1, to: 2 }] });
    await world.settle();
    world.publish(edited(1, 'changed old'), edited(3, 'changed between'));
    await world.settle();
    const entries = bob.of('entries').flatMap((frame) => frame.entries);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 4, 5, 6]);
    expect(entries.at(-2)).toMatchObject({ kind: 'edit', body: 'changed old' });
    expect(entries.at(-1)).toMatchObject({ kind: 'edit', body: null });
    expect(entries.at(-1)).not.toHaveProperty('by');
  });

  test('R49: an entry that is hidden from someone is absent for them, within its range', async () => {
    const [ann, bob] = [await world.connect(), await world.connect()];
    world.publish(said('one', { hiddenFrom: bob.by.user }), said('two'));
    await world.settle();
    expect(bob.ranges).toEqual(['0-2']);
    expect(bob.seqs).toEqual([2]);
    expect(ann.seqs).toEqual([1, 2]);
  });
});

describe('R46: large rooms', () => {
  const fill = (count: number) => {
    for (let at = world.members.size; at < count; at += 1) world.members.set(newId<'UserId'>(), 1);
  };

  test('R46: up to 64 members every connection gets every entry and typing', async () => {
    fill(limits.smallRoomMembersMax - 1);
    const ann = await world.connect();
    world.publish(said('one'));
    const typing = { type: 'typing', room: world.room, user: newId<'UserId'>(), on: true } as const;
    world.bus.publish(topics.room(world.room), typing);
    await world.settle();
    expect(ann.seqs).toEqual([1]);
    expect(ann.of('typing')).toHaveLength(1);
  });

  test('R46: above that only who shows the room does; others get heads at most once a second, and mentions', async () => {
    fill(limits.smallRoomMembersMax);
    const [ann, bob] = [await world.connect(), await world.connect()];
    await world.fanOut.open(ann.connection, ann.by, world.room);
    for (const text of ['one', 'two', 'three']) {
      world.publish(said(text));
      await world.settle();
    }
    expect(ann.seqs).toEqual([1, 2, 3]);
    expect(bob.of('heads')).toEqual([]);
    world.fanOut.turn();
    await world.settle();
    expect(bob.of('entries')).toEqual([]);
    expect(bob.of('heads')).toHaveLength(1);
    const head = bob.of('heads')[0]?.heads[world.room];
    expect(head).toMatchObject({ head: 3, preview: { seq: 3, text: 'three' } });
    expect(ann.of('heads')).toEqual([]);
    world.fanOut.turn();
    await world.settle();
    expect(bob.of('heads')).toHaveLength(1);
    world.publish(said('hey', { mentions: [bob.by.user, ann.by.user] }));
    await world.settle();
    expect(bob.of('mention')).toEqual([{ type: 'mention', room: world.room, seq: 4 }]);
    expect(ann.of('mention')).toEqual([]);
    world.fanOut.close(ann.connection, world.room);
    world.publish(said('gone'));
    await world.settle();
    expect(ann.seqs).toEqual([1, 2, 3, 4]);
  });

  test('R46: a room that grows beyond 64 becomes large', async () => {
    fill(limits.smallRoomMembersMax - 1);
    const ann = await world.connect();
    const cid = newId<'UserId'>() as UserId;
    world.members.set(cid, 1);
    world.publish(joined(cid));
    await world.settle();
    world.publish(said('large now'));
    await world.settle();
    expect(ann.seqs).toEqual([1]);
    world.fanOut.turn();
    await world.settle();
    expect(ann.of('heads')).toHaveLength(1);
  });

  test('R36: a head shows no preview of a message from before one joined', async () => {
    fill(limits.smallRoomMembersMax);
    await world.connect();
    world.publish(said('old secret'));
    await world.settle();
    const late = await world.connect(newId<'UserId'>(), 2);
    world.fanOut.turn();
    await world.settle();
    expect(late.of('heads')).toHaveLength(1);
    expect(late.texts.join()).not.toContain('old secret');
  });
});

test('R16: heads of rooms that changed are told once a ping', async () => {
  const ann = await world.connect();
  world.publish(said('one'));
  await world.settle();
  expect(world.fanOut.changedHeads(ann.connection, ann.by)).toEqual({ [world.room]: 1 });
  expect(world.fanOut.changedHeads(ann.connection, ann.by)).toEqual({});
});

test('R18: a session that ends while its hello is being answered is known to have ended', async () => {
  const user = newId<'UserId'>();
  const session = newId<'SessionId'>();
  const by = { user, session, device: newId<'DeviceId'>(), admin: false };
  const person = await world.fanOut.arrive(by);
  world.bus.publish(topics.user(user), { type: 'sessions-ended', user, sessions: [session] });
  expect(person.ended.includes(session)).toBe(true);
  world.fanOut.giveUp(person);
});

test('I10: nothing of a person or room is kept when the last connection has gone', async () => {
  const ann = await world.connect();
  const again = await world.connect(ann.by.user);
  world.fanOut.leave(ann.by, ann.connection);
  world.publish(said('still here'));
  await world.settle();
  expect(again.seqs).toEqual([1]);
  world.fanOut.leave(again.by, again.connection);
  world.reads = 0;
  world.publish(said('nobody'));
  for (let turn = 0; turn < 20; turn += 1) world.fanOut.turn();
  await world.settle();
  expect(world.reads).toBe(0);
  expect(again.seqs).toEqual([1]);
});

test('R160: who hides their receipts is told nobody’s, from the news of it on and when they come back', async () => {
  const [ann, bob] = [await world.connect(), await world.connect()];
  const tell = (read: number) =>
    world.bus.publish(topics.room(world.room), {
      type: 'receipts',
      room: world.room,
      user: ann.by.user,
      read,
    });
  const news = (value: unknown) => ({
    type: 'state' as const,
    user: bob.by.user,
    items: [{ key: stateKey.receipts(), value, rev: 1 }],
  });
  tell(1);
  world.bus.publish(topics.user(bob.by.user), news({ hidden: true }));
  tell(2);
  world.bus.publish(topics.user(bob.by.user), news(null));
  tell(3);
  await world.settle();
  expect(ann.of('receipts').map(({ read }) => read)).toEqual([1, 2, 3]);
  expect(bob.of('receipts').map(({ read }) => read)).toEqual([1, 3]);
  const cid = newId<'UserId'>();
  world.hiding.add(cid);
  const back = await world.connect(cid);
  tell(4);
  await world.settle();
  expect(back.of('receipts')).toEqual([]);
});
