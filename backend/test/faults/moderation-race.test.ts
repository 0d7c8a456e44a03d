// Keeping order in a room while everyone writes: what is forbidden by an entry happens nowhere after it, and nothing
// with a later seq reaches who was removed, by push or by asking.
import { type Address, addresses, type RoomId, type RoomSynced, type UserId } from '@sup/protocol';
import { message, registerAll, startServer, type TestPerson, type TestSocket } from '@sup/testkit';
import { seededClock } from '@sup/testkit/fake-clock';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test } from 'vitest';
import { reportFault } from './fault-report.ts';
import { logsOnDisk } from './logs-on-disk.ts';
import { Law } from './room-law.ts';

const acts = shortOrLong(60, 1_000);
/** Writes that each of the two writers has under way at a time: some hundreds a second in all. */
const atOnce = 2;
/** Fewer answers than this come between two acts. */
const answersMax = 8;

type Body = Record<string, unknown>;

/** Counts answers to writes, and lets others wait for more of them. */
class Answers {
  #count = 0;
  #waiting: { readonly until: number; resolve(): void }[] = [];

  add(): void {
    this.#count += 1;
    for (const { until, resolve } of this.#waiting) if (this.#count >= until) resolve();
    this.#waiting = this.#waiting.filter(({ until }) => this.#count < until);
  }

  /** Resolves once so many more have come. */
  more(count: number): Promise<void> {
    if (count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ until: this.#count + count, resolve }));
  }
}

interface WriterParts {
  readonly socket: TestSocket;
  readonly room: RoomId;
  readonly answers: Answers;
  below(max: number): number;
}

/** Says, edits and reacts until stopped, whatever is answered; answers how often it was let and refused. */
function writer({ socket, room, answers, below }: WriterParts) {
  const counts = { done: 0, refused: 0 };
  let isOver = false;
  let last: string | undefined;
  const write = async (): Promise<void> => {
    const about = { ...message(room, 'changed'), message: last };
    const { body: _, ...target } = about;
    const which = last === undefined ? 0 : below(3);
    if (which === 0) {
      const ack = await socket.ask<{ message: string }>('message.send', message(room, 'chatter'));
      last = ack.message;
    } else if (which === 1) await socket.ask('message.edit', about);
    else await socket.ask('message.react', { ...target, emoji: '👍', on: below(2) === 0 });
  };
  const loop = async (): Promise<void> => {
    while (!isOver) {
      const outcome = await write().then(
        () => 'done' as const,
        () => 'refused' as const,
      );
      counts[outcome] += 1;
      answers.add();
    }
  };
  const running = Array.from({ length: atOnce }, loop);
  return {
    counts,
    async stop(): Promise<void> {
      isOver = true;
      await Promise.all(running);
    },
  };
}

/** Asks for the room by page and by sync until stopped; answers all seqs that it was told. */
function reader(person: TestPerson, socket: TestSocket, room: RoomId) {
  const told: number[] = [];
  let isOver = false;
  const running = (async () => {
    while (!isOver) {
      const synced = await socket.ask<RoomSynced>('room.sync', { room, from: 0 }).catch(() => undefined);
      told.push(...(synced?.entries ?? []).map(({ seq }) => seq));
      const page = await person.call<{ items?: { seq: number }[] }>(addresses.messages.page, {
        params: { room },
      });
      told.push(...(page.body.items ?? []).map(({ seq }) => seq));
    }
  })();
  return {
    async stop(): Promise<readonly number[]> {
      isOver = true;
      await running;
      return [...told, ...socket.entriesOf(room).map(({ seq }) => seq)];
    },
  };
}

test('R98, R35, R93: what an entry forbids stands nowhere after it, and the removed are told nothing later', async () => {
  const random = seededClock();
  const below = (max: number) => (random.random(1)[0] ?? 0) % max;
  await using server = await startServer({ settings: { SUP_RATE_LIMITS: 'off' } });
  const [ann, bob, eve] = await registerAll(server, ['ann', 'bob', 'eve']);
  const room = await ann.group([bob, eve]);
  const sockets = await Promise.all([bob.connect(), eve.connect()]);
  const answers = new Answers();
  const writers = sockets.map((socket) => writer({ socket, room, answers, below }));
  const reading = reader(eve, await eve.connect(), room);

  const act = (address: Address, more: { user?: UserId; body?: Body } = {}) =>
    ann.must(address, {
      params: { room, ...(more.user ? { user: more.user } : {}) },
      ...(more.body ? { body: more.body } : {}),
    });
  const set = (settings: Body) =>
    act(addresses.rooms.change, { body: { cmid: message(room, '').cmid, settings } });
  const add = (user: UserId, role = 'member') => act(addresses.rooms.addMember, { user, body: { role } });
  const { rooms } = addresses;
  /** Each with what undoes it. */
  const deeds: readonly (readonly [() => Promise<unknown>, () => Promise<unknown>])[] = [
    [() => act(rooms.removeMember, { user: eve.id }), () => add(eve.id)],
    [
      () => act(rooms.ban, { user: eve.id, body: {} }),
      () => act(rooms.unban, { user: eve.id }).then(() => add(eve.id)),
    ],
    [() => act(rooms.mute, { user: bob.id, body: {} }), () => act(rooms.unmute, { user: bob.id })],
    [() => set({ archived: true }), () => set({ archived: false })],
    [() => set({ announcement: true }), () => set({ announcement: false })],
    [() => add(bob.id, 'moderator'), () => add(bob.id, 'member')],
  ];
  for (let done = 0; done < acts; done += 1) {
    const [forbid, allow] = deeds[below(deeds.length)]!;
    await forbid();
    await answers.more(below(answersMax));
    await allow();
    await answers.more(below(answersMax));
  }
  for (const one of writers) await one.stop();
  const told = await reading.stop();
  expect(await server.terminate()).toBe(0);

  const law = new Law();
  /** Seqs after a removal of Eve and before her coming back. */
  const withoutEve = new Set<number>();
  const breaches: string[] = [];
  let removals = 0;
  for (const entry of (await logsOnDisk(server.dataDir, [room])).get(room) ?? []) {
    const breach = law.breach(entry);
    if (breach) breaches.push(`${entry.seq} ${entry.kind}: ${breach}`);
    const wasThere = law.members.has(eve.id);
    law.follow(entry);
    const isHers = wasThere || law.members.has(eve.id);
    if (!isHers && removals > 0) withoutEve.add(entry.seq);
    if (wasThere && !law.members.has(eve.id)) removals += 1;
  }
  const why = `seed ${random.seed}`;
  expect(breaches, why).toEqual([]);
  expect(removals, why).toBeGreaterThan(0);
  expect(
    told.filter((seq) => withoutEve.has(seq)),
    why,
  ).toEqual([]);
  for (const { counts } of writers) {
    expect(counts.done, why).toBeGreaterThan(0);
    expect(counts.refused, why).toBeGreaterThan(0);
  }
  reportFault('Moderation under load', {
    acts,
    removals,
    seed: random.seed,
    'writes let and refused': writers.map(({ counts }) => `${counts.done}/${counts.refused}`).join(', '),
    violations: 0,
  });
});
