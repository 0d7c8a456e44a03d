// The checker is believed by every fault test, so each thing it must find is planted here once.
import {
  type Cmid,
  type Entry,
  type EntryOf,
  type MessageId,
  makeId,
  type RoomId,
  type UserId,
} from '@sup/protocol';
import { expect, test } from 'vitest';
import { FakeClock } from './fake-clock.ts';
import { History } from './history.ts';
import { checkHistory } from './history-checker.ts';

const clock = new FakeClock();
const id = <Name extends string>() => makeId<Name>(clock.now(), clock.random(10));
const room = id<'RoomId'>() as RoomId;
const ann = id<'UserId'>() as UserId;
const bob = id<'UserId'>() as UserId;

type Message = Extract<Entry, { kind: 'message' }>;

/** A room with both people and ann's acked messages one, two, three, all read by bob. */
function healthy() {
  const history = new History();
  const log: Entry[] = [
    { kind: 'room.created', seq: 1, at: 1, by: ann, room: { kind: 'group', history: 'all' } },
    { kind: 'member.joined', seq: 2, at: 1, by: ann, user: ann, role: 'owner', visibleFrom: 1 },
    { kind: 'member.joined', seq: 3, at: 1, by: ann, user: bob, role: 'member', visibleFrom: 1 },
  ];
  const sends = ['one', 'two', 'three'].map((body) => ({
    room,
    account: ann,
    cmid: id<'Cmid'>() as Cmid,
    body,
  }));
  for (const send of sends) {
    history.invoke(send);
    const seq = log.length + 1;
    log.push(message(seq, send));
    history.ack(send, seq);
  }
  const reader = history.reader(bob, 'bob');
  reader.views.push({ room, from: 0, to: 4, entries: log.slice(0, 4) });
  reader.views.push({ room, from: 4, to: 6, entries: log.slice(4) });
  return { history, log, sends, reader };
}

function message(seq: number, send: { account: UserId; cmid: Cmid; body: string }): Message {
  const { account: by, cmid, body } = send;
  const placed = {
    kind: 'message' as const,
    seq,
    at: 1,
    id: id<'MessageId'>() as MessageId,
    ordinal: seq - 3,
  };
  return { ...placed, by, cmid, body, encoding: 'text' };
}

type Healthy = ReturnType<typeof healthy>;
const violations = (harm: (world: Healthy) => void) => {
  const world = healthy();
  harm(world);
  const found = checkHistory(world.history, new Map([[room, world.log]]));
  return found.map((text) => text.slice(0, text.indexOf(':')));
};

test('a healthy history has no violation', () => {
  expect(violations(() => undefined)).toEqual([]);
});

test('a send without an ack may be there or not', () => {
  const open = { room, account: ann, cmid: id<'Cmid'>() as Cmid, body: 'four' };
  expect(violations(({ history }) => history.invoke(open))).toEqual([]);
  const stored = violations(({ history, log }) => {
    history.invoke(open);
    log.push(message(7, open));
  });
  expect(stored).toEqual([]);
});

test('an acked message that is not in the log is found', () => {
  expect(violations(({ log, reader }) => [log.pop(), reader.views.pop()])).toEqual(['lost']);
});

test('a message that is there twice is found', () => {
  expect(violations(({ log, sends }) => log.push(message(7, sends[2]!)))).toEqual(['doubled']);
});

test('a message that nobody sent is found', () => {
  const stray = { account: bob, cmid: id<'Cmid'>() as Cmid, body: 'boo' };
  expect(violations(({ log }) => log.push(message(7, stray)))).toEqual(['invented']);
});

test('an ack that names another place is found, also when an earlier one was right', () => {
  expect(violations(({ history, sends }) => history.ack(sends[0]!, 5))).toEqual(['misplaced']);
});

test('a message that was refused for good and yet stored is found', () => {
  expect(violations(({ history, sends }) => history.refuse(sends[1]!))).toEqual(['refused but stored']);
});

test('what is said in a deleted room is found, and nothing once it is restored', () => {
  const closed = { seq: 4, at: 1, by: ann, kind: 'room.deleted' as const, deletesAt: 9, keepers: [ann] };
  const insert = ({ log, history, sends, reader }: Healthy, more: Entry[]) => {
    reader.views.length = 0;
    log.splice(3, 0, ...more);
    for (const [at, entry] of log.entries()) (entry as { seq: number }).seq = at + 1;
    for (const [at, send] of sends.entries()) {
      history.sends.get(`${room}/${ann}/${send.cmid}`)?.acks.splice(0);
      history.ack(send, 4 + more.length + at);
    }
  };
  const during = violations((world) => insert(world, [closed]));
  expect(new Set(during)).toEqual(new Set(['in a deleted room']));
  const restored = { seq: 5, at: 1, by: ann, kind: 'room.restored' as const };
  expect(violations((world) => insert(world, [closed, restored]))).toEqual([]);
});

test('a body that changed on its way to the log is found', () => {
  const changed = violations(({ log, reader }) => {
    (log[3] as Message).body = 'on\u00e9';
    reader.views.length = 0;
  });
  expect(changed).toEqual(['body differs']);
});

test('a hole and a repeat among the seqs are found', () => {
  const hole = violations(({ log, reader, history, sends }) => {
    (log[5] as { seq: number }).seq = 7;
    history.sends.get(`${room}/${ann}/${sends[2]!.cmid}`)?.acks.splice(0);
    reader.views.length = 0;
  });
  expect(hole).toEqual(['seqs not dense']);
  const repeat = violations(({ log, reader, history, sends }) => {
    (log[5] as { seq: number }).seq = 5;
    history.sends.get(`${room}/${ann}/${sends[2]!.cmid}`)?.acks.splice(0);
    reader.views.length = 0;
  });
  expect(repeat).toEqual(['seqs not dense']);
});

test('a message that began after a later one was acked is found', () => {
  const swapped = violations(({ log, history, sends, reader }) => {
    reader.views.length = 0;
    const [one, two] = [log[3] as Message, log[4] as Message];
    [log[3], log[4]] = [
      { ...two, seq: 4 },
      { ...one, seq: 5 },
    ];
    for (const send of history.sends.values()) send.acks.length = 0;
    const [first, second] = sends;
    history.sends.clear();
    history.invoke(first!);
    history.ack(first!, 5);
    history.invoke(second!);
    history.invoke(sends[2]!);
  });
  expect(swapped).toEqual(['order']);
});

test('messages that were under way together may stand in any order', () => {
  const together = violations(({ history, sends }) => {
    const [first, second, third] = sends;
    history.sends.clear();
    history.invoke(third!);
    history.invoke(second!);
    history.invoke(first!);
    history.ack(third!, 6);
    history.ack(first!, 4);
  });
  expect(together).toEqual([]);
});

test('a range that does not begin where the last one ended is found', () => {
  expect(violations(({ reader }) => reader.views.shift())).toEqual([]);
  expect(
    violations(({ reader, log }) => reader.views.push({ room, from: 5, to: 6, entries: [log[5]!] })),
  ).toEqual(['gap in view']);
  expect(violations(({ reader }) => reader.views.splice(1, 1, { ...reader.views[1]!, from: 5 }))).toContain(
    'gap in view',
  );
});

test('an entry that a view left out, changed, or holds beyond the log is found', () => {
  const replace = (entries: (log: Entry[]) => Entry[]) =>
    violations(({ reader, log }) =>
      reader.views.splice(1, 1, { room, from: 4, to: 6, entries: entries(log) }),
    );
  expect(replace((log) => [log[5]!])).toEqual(['missing in view']);
  expect(replace((log) => [log[4]!, { ...(log[5] as Message), body: 'threE' }])).toEqual(['differs in view']);
  expect(replace((log) => [log[5]!, log[4]!])).toEqual(['gap in view']);
  expect(violations(({ reader }) => reader.views.push({ room, from: 6, to: 7, entries: [] }))).toEqual([
    'differs in view',
  ]);
});

test('what was deleted later may have been seen before', () => {
  expect(violations(({ log }) => log.splice(3, 1, { ...(log[3] as Message), body: null }))).toEqual([]);
});

test('an entry that reached somebody after their removal is found', () => {
  const removed = violations(({ log, reader }) => {
    const [two, three] = log.splice(4);
    log.push({ kind: 'member.left', seq: 5, at: 1, by: ann, user: bob });
    log.push({ ...(two as Message), seq: 6 }, { ...(three as Message), seq: 7 });
    reader.views.splice(1, 1, { room, from: 4, to: 7, entries: log.slice(4) });
  });
  expect(removed.filter((kind) => kind === 'not a member')).toHaveLength(2);
});

test('an entry from before what somebody may read is found', () => {
  expect(violations(({ log }) => Object.assign(log[2]!, { visibleFrom: 3 }))).toEqual([
    'not a member',
    'not a member',
  ]);
});

test('a reply is missed by those who may see its root, and by nobody else', () => {
  const without = (visibleFrom: number) =>
    violations(({ log, reader }) => {
      Object.assign(log[2]!, { visibleFrom });
      Object.assign(log[5]!, { thread: id(), threadSeq: 1 });
      reader.views.splice(0, 2, { room, from: 2, to: 6, entries: log.slice(2, 5) });
    });
  expect(without(1)).toEqual(['missing in view']);
  expect(without(3)).toEqual([]);
  const shown = violations(({ log, reader }) => {
    Object.assign(log[2]!, { visibleFrom: 3 });
    Object.assign(log[5]!, { thread: id(), threadSeq: 1 });
    reader.views.splice(0, 2, { room, from: 2, to: 6, entries: log.slice(2) });
  });
  expect(shown).toEqual(['not a member']);
});

test('a message of somebody who was not in the room is found', () => {
  const stranger = { room, account: id<'UserId'>() as UserId, cmid: id<'Cmid'>() as Cmid, body: 'hm' };
  const found = violations(({ history, log }) => {
    history.invoke(stranger);
    log.push(message(7, stranger));
  });
  expect(found).toEqual(['not a member']);
});

/** Bob was shown ann's first message with what is said about it, up to seq 6. */
function told(harm: (said: { log: Entry[]; shown: Entry[] }) => void): string[] {
  return violations(({ history, log, reader, sends }) => {
    const { id: target, seq: targetSeq } = log[3] as Message;
    const about = { at: 1, by: ann, target, targetSeq };
    for (const send of sends.slice(1)) history.sends.delete(`${room}/${ann}/${send.cmid}`);
    log.splice(4);
    log.push({ ...about, kind: 'pin', seq: 5, on: true });
    log.push({ ...about, kind: 'mark', seq: 6, mark: { kind: 'to-do', who: bob } });
    const shown = log.slice(4).map((entry) => ({ ...entry }));
    harm({ log, shown });
    reader.views.splice(1, 1, { room, from: 4, to: 6, entries: shown });
  });
}

test('a pin or mark that says something else than the log, or is about another message, is found', () => {
  expect(told(() => undefined)).toEqual([]);
  expect(told(({ shown }) => Object.assign(shown[0]!, { on: false }))).toEqual(['differs in view']);
  expect(told(({ shown }) => Object.assign(shown[1]!, { mark: { kind: 'to-do' } }))).toEqual([
    'differs in view',
  ]);
  const another = { target: id<'MessageId'>() as MessageId };
  expect(told(({ shown }) => Object.assign(shown[0]!, another))).toEqual(['differs in view']);
});

test('a pin of what is deleted, or by somebody who is not in the room, is found', () => {
  expect(
    told(({ log, shown }) => {
      const { on: _, ...gone } = log[4] as Extract<Entry, { kind: 'pin' }>;
      log[4] = { ...gone, kind: 'delete' };
      shown[0] = log[4];
    }),
  ).toEqual(['about what is gone']);
  const stranger = { by: id<'UserId'>() as UserId };
  const found = told(({ log, shown }) => [
    Object.assign(log[4]!, stranger),
    Object.assign(shown[0]!, stranger),
  ]);
  expect(found).toEqual(['not a member']);
});

test('who pinned what somebody may not see, and what it is to the room, is told too much', () => {
  const joinsAfter = ({ log }: { log: Entry[] }) => Object.assign(log[2]!, { visibleFrom: 5 });
  const seesNothing = (harm: Parameters<typeof told>[0]) =>
    told((said) => [joinsAfter(said), harm(said)]).filter((kind) => kind !== 'not a member');
  expect(seesNothing(() => undefined)).toEqual(['tells too much', 'tells too much']);
  expect(
    seesNothing(({ shown }) => {
      delete shown[0]!.by;
      delete shown[1]!.by;
    }),
  ).toEqual(['tells too much']);
  expect(
    seesNothing(({ shown }) => {
      for (const entry of shown) delete entry.by;
      delete (shown[1] as Extract<Entry, { kind: 'mark' }>).mark;
    }),
  ).toEqual([]);
});

test('numbers of a poll that are others than in the log, or told too much, are found', () => {
  const counted = (harm: (shown: EntryOf<'poll'>, stored: EntryOf<'poll'>) => void, isTold = true) =>
    told(({ log, shown }) => {
      const { target, targetSeq } = log[4] as EntryOf<'pin'>;
      const stored: EntryOf<'poll'> = {
        kind: 'poll',
        seq: 5,
        at: 1,
        target,
        targetSeq,
        count: { votes: [1, 0], voters: 1 },
      };
      const seen = { ...stored };
      harm(seen, stored);
      [log[4], shown[0]] = [stored, seen];
      if (!isTold) Object.assign(log[2]!, { visibleFrom: 5 });
      for (const entry of isTold ? [] : shown.slice(1)) delete entry.by;
      if (!isTold) delete (shown[1] as EntryOf<'mark'>).mark;
    }).filter((kind) => isTold || kind !== 'not a member');
  expect(counted(() => undefined)).toEqual([]);
  // Newer numbers have taken their place.
  expect(counted((_, stored) => delete stored.count)).toEqual([]);
  expect(counted((seen) => Object.assign(seen, { count: { votes: [0, 1], voters: 1 } }))).toEqual([
    'differs in view',
  ]);
  expect(counted((seen) => Object.assign(seen, { closed: true }))).toEqual(['differs in view']);
  expect(counted(() => undefined, false)).toEqual(['tells too much']);
  expect(counted((seen) => delete seen.count, false)).toEqual([]);
});

test('a hundred thousand messages are checked in a few seconds', () => {
  const history = new History();
  const world = healthy();
  const log = world.log.slice(0, 3);
  const reader = history.reader(bob, 'bob');
  for (let count = 0; count < 100_000; count += 1) {
    const send = { room, account: ann, cmid: id<'Cmid'>() as Cmid, body: 'x' };
    history.invoke(send);
    log.push(message(log.length + 1, send));
    history.ack(send, log.length);
    reader.views.push({ room, from: log.length - 1, to: log.length, entries: log.slice(-1) });
  }
  const startedAt = performance.now();
  expect(checkHistory(history, new Map([[room, log]]))).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test('a message that was moved is at one place, without a body at the others', () => {
  const act = id<'Cmid'>() as Cmid;
  const moveOf = ({ id: target, seq: targetSeq }: Message, seq: number): Entry => {
    return { kind: 'move', seq, at: 1, by: ann, target, targetSeq, move: act };
  };
  const move = (world: Healthy, { body = null }: { body?: string | null } = {}) => {
    const [from, seq] = [world.log[3] as Message, world.log.length + 1];
    world.log[3] = { ...from, body };
    world.log.push(moveOf(from, seq));
    const moved = { at: 1, by: ann };
    world.log.push({ ...from, seq: seq + 1, cmid: id<'Cmid'>() as Cmid, moved });
    return from;
  };
  expect(violations((world) => void move(world))).toEqual([]);
  expect(violations((world) => void move(world, { body: 'one' }))).toEqual(['body differs']);
  const isDoubled = (world: Healthy) => {
    const from = move(world);
    const about = { target: from.id, targetSeq: from.seq, encoding: 'text', body: 'one' } as const;
    world.log.push({ kind: 'return', seq: world.log.length + 1, at: 1, by: ann, ...about });
  };
  expect(violations(isDoubled)).toEqual(['doubled']);
  const isLost = (world: Healthy) => {
    const from = move(world);
    const last = world.log.at(-1) as Message;
    world.log[last.seq - 1] = { ...last, body: null };
    world.log.push(moveOf({ ...from, seq: last.seq }, world.log.length + 1));
  };
  expect(violations(isLost)).toEqual(['lost']);
  const isMovedTwice = (world: Healthy) => {
    const from = move(world);
    world.log.push(moveOf(from, world.log.length + 1));
  };
  expect(violations(isMovedTwice)).toEqual(['about what is gone', 'misplaced']);
});
