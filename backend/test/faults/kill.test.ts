// kill -9 of the server, again and again, while people send: the promise that everything else stands on.
import { addresses } from '@sup/protocol';
import { registerAll, startServer } from '@sup/testkit';
import { seededClock } from '@sup/testkit/fake-clock';
import { History } from '@sup/testkit/history';
import { checkHistory } from '@sup/testkit/history-checker';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test } from 'vitest';
import { reportFault, spreadOf } from './fault-report.ts';
import { LoadClient } from './load-client.ts';
import { logsOnDisk } from './logs-on-disk.ts';

const kills = shortOrLong(5, 50);
/** So many messages are acknowledged before a kill, at least and at most: a tenth of a second's to a second's. */
const acksMin = 20;
const acksMax = 200;

test('I7, R20, R22, R30, R31, R53: kills of the server under load lose no acknowledged message and double none', async () => {
  const startedAt = performance.now();
  const random = seededClock();
  const below = (max: number) => {
    const [high = 0, low = 0] = random.random(2);
    return ((high << 8) | low) % max;
  };
  await using server = await startServer({
    settings: { SUP_RATE_LIMITS: 'off', SUP_ACCESS_TOKEN_SECONDS: '86400' },
  });
  const [ann, bob, cid, eve] = await registerAll(server, ['ann', 'bob', 'cid', 'eve']);
  const direct = await ann.direct(bob);
  const friends = await ann.group([bob, cid]);
  const others = await cid.group([ann, bob, eve]);
  const history = new History();
  const common = { place: server, history, below, pauseMs: 10 };
  const clients = [
    new LoadClient({ ...common, person: ann, reads: [direct, friends, others], writes: [direct, friends] }),
    new LoadClient({ ...common, person: bob, reads: [direct, friends, others], writes: [direct, others] }),
    new LoadClient({ ...common, person: cid, reads: [friends, others], writes: [friends, others] }),
    // Comes and goes, and must see nothing of what is said while she is away.
    new LoadClient({ ...common, person: eve, reads: [others], writes: [] }),
  ];

  const downMs: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await Promise.all(clients.map((client) => client.ready()));
    const where = { params: { room: others, user: eve.id } };
    const move = kill % 2 === 0 ? addresses.rooms.removeMember : addresses.rooms.addMember;
    const body = kill % 2 === 0 ? {} : { body: { role: 'member' } };
    await cid.must(move, { ...where, ...body });
    await history.moreAcked(acksMin + below(acksMax - acksMin));
    const killedAt = performance.now();
    await server.kill();
    await server.restart();
    downMs.push(performance.now() - killedAt);
  }
  await Promise.all(clients.map((client) => client.ready()));
  await Promise.all(clients.map((client) => client.finishSends()));
  for (const client of clients) await client.finishReads();
  expect(await server.terminate()).toBe(0);

  const logs = await logsOnDisk(server.dataDir, [direct, friends, others]);
  expect(checkHistory(history, logs)).toEqual([]);
  const refusals = clients
    .flatMap((client) => [...client.refusals])
    .map(([code, count]) => `${code} ${count}`);
  reportFault('Kills of the server under load', {
    kills,
    seed: random.seed,
    'messages begun': history.sends.size,
    'messages acknowledged': history.acked,
    tries: clients.reduce((sum, client) => sum + client.tries, 0),
    'entries in the logs': [...logs.values()].reduce((sum, log) => sum + log.length, 0),
    'retryable refusals': refusals.join(', ') || 'none',
    'from kill to ready again': spreadOf(downMs),
    violations: 0,
    duration: `${Math.round((performance.now() - startedAt) / 1_000)} s`,
  });
});
