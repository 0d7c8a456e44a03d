// kill -9 of the server while messages go from room to room: each is in exactly one of them in the end (R183).
import { addresses, type MessageId, type RoomId } from '@sup/protocol';
import { message, newId, registerAll, startServer } from '@sup/testkit';
import { seededClock } from '@sup/testkit/fake-clock';
import { History } from '@sup/testkit/history';
import { checkHistory } from '@sup/testkit/history-checker';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test } from 'vitest';
import { reportFault } from './fault-report.ts';
import { logsOnDisk } from './logs-on-disk.ts';

const kills = shortOrLong(5, 50);
const messagesCount = 24;
/** Moves between two kills, one more of which is under way when it comes. */
const movesMax = 6;

test('R183: kills of the server while messages are moved between rooms lose none and double none', async () => {
  const startedAt = performance.now();
  const random = seededClock();
  const below = (max: number) => (random.random(1)[0] ?? 0) % max;
  await using server = await startServer({
    settings: { SUP_RATE_LIMITS: 'off', SUP_ACCESS_TOKEN_SECONDS: '86400' },
  });
  const [ann, bob] = await registerAll(server, ['ann', 'bob']);
  const rooms = [await ann.group([bob]), await ann.group([bob])] as const;
  const history = new History();
  const places = new Map<MessageId, RoomId>();
  for (let at = 0; at < messagesCount; at += 1) {
    const { room, ...body } = message(rooms[0], `message ${at}`);
    const send = { room, account: ann.id, cmid: body.cmid, body: `message ${at}` };
    history.invoke(send);
    const ack = await ann.must<{ seq: number; message: MessageId }>(addresses.messages.send, {
      params: { room },
      body,
    });
    history.ack(send, ack.seq);
    places.set(ack.message, room);
  }

  let moves = 0;
  let back = Promise.withResolvers<void>();
  const pick = () => {
    const from = [...places.values()][below(messagesCount)] ?? rooms[0];
    const to = from === rooms[0] ? rooms[1] : rooms[0];
    const there = [...places].flatMap(([id, room]) => (room === from ? [id] : []));
    const first = below(there.length);
    return { from, to, messages: there.slice(first, first + 1 + below(4)), cmid: newId<'Cmid'>() };
  };
  const move = async ({ from, to, messages, cmid }: ReturnType<typeof pick>) => {
    const body = { cmid, messages, to: { room: to } };
    const ask = { params: { room: from }, body };
    for (;;) {
      // Until there is an answer that is one, over however many servers.
      const answer = await ann.call(addresses.messages.move, ask).catch(() => undefined);
      if (answer === undefined || answer.status >= 500) await back.promise;
      else if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      else break;
    }
    for (const id of messages) places.set(id, to);
    moves += 1;
  };
  for (let kill = 0; kill < kills; kill += 1) {
    for (let left = below(movesMax); left > 0; left -= 1) await move(pick());
    back = Promise.withResolvers();
    const underWay = move(pick());
    // Some of it is done by now, how much differs.
    for (let turn = below(5); turn > 0; turn -= 1) await ann.call(addresses.users.me);
    await server.kill();
    await server.restart();
    back.resolve();
    await underWay;
  }
  expect(await server.terminate()).toBe(0);

  const logs = await logsOnDisk(server.dataDir, [...rooms]);
  expect(checkHistory(history, logs)).toEqual([]);
  reportFault('Kills of the server while messages are moved between rooms', {
    kills,
    seed: random.seed,
    moves,
    'entries in the logs': [...logs.values()].reduce((sum, log) => sum + log.length, 0),
    violations: 0,
    duration: `${Math.round((performance.now() - startedAt) / 1_000)} s`,
  });
});
