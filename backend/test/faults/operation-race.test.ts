// What is done with a room meets what is done with its messages, every one of the one with every one of the other, at
// moments that the seed chooses among the answers. In the end the log has to be one that the room's law allows, each
// answer has to be what the log says, and everybody has to have seen all of it that is theirs and nothing else.
import { addresses, type RoomId } from '@sup/protocol';
import { message, Refused, registerAll, startServer, type TestPerson, type TestSocket } from '@sup/testkit';
import { seededClock } from '@sup/testkit/fake-clock';
import { History } from '@sup/testkit/history';
import { checkHistory } from '@sup/testkit/history-checker';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test } from 'vitest';
import { reportFault } from './fault-report.ts';
import { LoadClient } from './load-client.ts';
import { logsOnDisk } from './logs-on-disk.ts';
import { type MessageAct, messageActs, type RoomAct, roomActs, type Stage } from './race-acts.ts';
import { Law } from './room-law.ts';

const rounds = shortOrLong(2, 12);
/** What bob has under way before the room's operation begins, and as much again beside it. */
const burst = 5;

interface Answer {
  readonly room: RoomId;
  readonly by: TestPerson;
  readonly kind: MessageAct['kind'];
  /** Undefined: refused. */
  readonly seq: number | undefined;
  readonly target: string;
}

/** Writes, and what was answered to each. */
class Writers {
  readonly answers: Answer[] = [];
  readonly #history: History;
  readonly #sockets: ReadonlyMap<TestPerson, TestSocket>;

  constructor(history: History, sockets: ReadonlyMap<TestPerson, TestSocket>) {
    this.#history = history;
    this.#sockets = sockets;
  }

  /** Resolves with the ack, or undefined if it is refused for good. */
  async write(by: TestPerson, room: RoomId, act: { one: MessageAct; target: string }) {
    const { type, kind, fields } = act.one;
    const { body: _, ...envelope } = message(room, '');
    const ask = kind === 'vote' ? { room, ...fields(act.target) } : { ...envelope, ...fields(act.target) };
    const sent = { room, account: by.id, cmid: envelope.cmid, body: 'body' in ask ? String(ask.body) : '' };
    if (kind === 'message') this.#history.invoke(sent);
    try {
      const ack = await this.#sockets.get(by)!.ask<{ seq?: number; message: string }>(type, ask);
      if (kind === 'message') this.#history.ack(sent, ack.seq ?? 0);
      this.answers.push({ room, by, kind, seq: ack.seq ?? 0, target: act.target });
      return ack;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      expect(['internal', 'invalid-input', 'earlier-send-pending']).not.toContain(error.frame.code);
      if (kind === 'message') this.#history.refuse(sent);
      this.answers.push({ room, by, kind, seq: undefined, target: act.target });
      return undefined;
    }
  }
}

interface Race {
  readonly stage: Stage;
  readonly writers: Writers;
  readonly roomAct: RoomAct;
  readonly messageAct: MessageAct;
  below(max: number): number;
}

/** One meeting: what bob did is let or refused; then the room is as before, and he is let again. */
async function meet({ stage, writers, roomAct, messageAct, below }: Race): Promise<void> {
  const { room, bob, cid } = stage;
  const [send] = messageActs;
  const make = messageActs.find(({ name }) => name === (messageAct.of ?? 'send'));
  const author = messageAct.about === 'cid' ? cid : bob;
  const targets = await Promise.all(
    Array.from({ length: 2 * burst }, () => writers.write(author, room, { one: make!, target: '' })),
  );
  const done = targets.map((target) => {
    if (!target) throw new Error(`${roomAct.name}: nothing can be said before it`);
    return () => writers.write(bob, room, { one: messageAct, target: target.message });
  });
  const before = done.slice(0, burst).map((write) => write());
  // As many answers as the seed says, then both at once.
  await Promise.all(before.slice(0, below(burst + 1)));
  // As many beside it, and what is left of them after it.
  const atOnce = below(burst + 1);
  const beside = done.slice(burst, burst + atOnce).map((write) => write());
  const ids = targets.flatMap((target) => target?.message ?? []);
  const [act] = await Promise.all([roomAct.act(stage, ids), ...before, ...beside]);
  await Promise.all(done.slice(burst + atOnce).map((write) => write()));
  await roomAct.undo(stage, act);
  const after = await writers.write(bob, room, { one: send!, target: '' });
  expect(after, `${roomAct.name} undone`).toBeDefined();
}

/** Each vote that was acked counts, and none that was refused. */
async function checkVotes(reader: TestPerson, answers: readonly Answer[], why: string): Promise<void> {
  const votes = answers.filter(({ kind }) => kind === 'vote');
  expect(votes.some(({ seq }) => seq !== undefined)).toBe(true);
  for (const { room, by, target, seq } of votes) {
    const params = { room, message: target };
    const { who } = await reader.must<{ who: string[][] }>(addresses.polls.get, { params });
    expect(who[1]?.includes(by.id), `${why}: vote on ${target}`).toBe(seq !== undefined);
  }
}

test('R193, R98: whatever meets in a room, the log is in order, the answers are what it says, and each sees what is theirs', async () => {
  const random = seededClock();
  const below = (max: number) => (random.random(1)[0] ?? 0) % max;
  await using server = await startServer({ settings: { SUP_RATE_LIMITS: 'off' } });
  const [ann, bob, cid, dan] = await registerAll(server, ['ann', 'bob', 'cid', 'dan']);
  const other = await ann.group([bob, cid]);
  const space = await ann.group([bob, cid], { kind: 'space' });
  const stages = new Map<RoomAct, Stage>();
  for (const roomAct of roomActs)
    stages.set(roomAct, { room: await ann.group([bob, cid]), ann, bob, cid, dan, other, space });
  const reads = [other, space, ...[...stages.values()].map(({ room }) => room)];
  const history = new History();
  const readers = [ann, bob, cid, dan].map(
    (person) => new LoadClient({ place: server, person, reads, writes: [], history, below, pauseMs: 1 }),
  );
  await Promise.all(readers.map((client) => client.ready()));
  const sockets = new Map([
    [bob, await bob.connect()],
    [cid, await cid.connect()],
  ]);
  const writers = new Writers(history, sockets);

  const refusals = new Map<RoomAct, number>();
  for (const [roomAct, stage] of stages) {
    await roomAct.prepare?.(stage);
    const from = writers.answers.length;
    for (const messageAct of messageActs)
      for (let round = 0; round < rounds; round += 1)
        await meet({ stage, writers, roomAct, messageAct, below });
    refusals.set(roomAct, writers.answers.slice(from).filter(({ seq }) => seq === undefined).length);
  }
  for (const client of readers) await client.finishReads();
  const why = `seed ${random.seed}`;
  await checkVotes(cid, writers.answers, why);
  for (const socket of sockets.values()) socket.close();
  expect(await server.terminate()).toBe(0);

  const logs = await logsOnDisk(server.dataDir, reads);
  expect(checkHistory(history, logs), why).toEqual([]);
  for (const [roomAct, { room }] of stages) {
    const law = new Law();
    const log = logs.get(room) ?? [];
    const breaches = log.flatMap((entry) => {
      const breach = law.breach(entry);
      law.follow(entry);
      return breach ? [`${roomAct.name}: ${entry.kind} at ${entry.seq}: ${breach}`] : [];
    });
    expect(breaches, why).toEqual([]);
    // Each ack is an entry of its own, and no entry is without one: what was refused has left nothing.
    const acked = writers.answers.filter(
      (answer) => answer.room === room && answer.kind !== 'vote' && answer.seq !== undefined,
    );
    const written = log.filter(({ kind }) => messageActs.some((one) => one.kind === kind));
    const told = acked.map(({ seq, kind, by }) => `${seq} ${kind} ${by.id}`);
    expect(told.toSorted(), why).toEqual(
      written.map(({ seq, kind, by }) => `${seq} ${kind} ${by}`).toSorted(),
    );
    if (roomAct.forbids) expect(refusals.get(roomAct), `${roomAct.name}, ${why}`).toBeGreaterThan(0);
  }
  reportFault('Room and message operations at the same moment', {
    pairs: roomActs.length * messageActs.length,
    'meetings of each': rounds,
    seed: random.seed,
    'writes let and refused': `${writers.answers.filter(({ seq }) => seq !== undefined).length}/${writers.answers.filter(({ seq }) => seq === undefined).length}`,
    violations: 0,
  });
});
