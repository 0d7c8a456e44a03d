// Removing somebody while everyone writes: nothing that is said after it may reach them, by push or by asking.
import { addresses, type RoomSynced } from '@sup/protocol';
import { registerAll, startServer } from '@sup/testkit';
import { seededClock } from '@sup/testkit/fake-clock';
import { History } from '@sup/testkit/history';
import { checkHistory } from '@sup/testkit/history-checker';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test } from 'vitest';
import { reportFault } from './fault-report.ts';
import { LoadClient } from './load-client.ts';
import { logsOnDisk } from './logs-on-disk.ts';

const removals = shortOrLong(30, 500);
/** Fewer messages than this are acknowledged between two moves. */
const acksMax = 12;

test('I9, R35: whoever is removed under load is shown no entry after the removal, and all of it while they belong', async () => {
  const random = seededClock();
  const below = (max: number) => (random.random(1)[0] ?? 0) % max;
  await using server = await startServer({ settings: { SUP_RATE_LIMITS: 'off' } });
  const [ann, bob, eve] = await registerAll(server, ['ann', 'bob', 'eve']);
  const room = await ann.group([bob, eve]);
  const history = new History();
  const common = { place: server, reads: [room], history, below, pauseMs: 1 };
  const clients = [
    new LoadClient({ ...common, person: ann, writes: [room] }),
    new LoadClient({ ...common, person: bob, writes: [room] }),
    new LoadClient({ ...common, person: eve, writes: [] }),
  ];
  await Promise.all(clients.map((client) => client.ready()));

  const params = { room, user: eve.id };
  for (let removal = 0; removal < removals; removal += 1) {
    await ann.must(addresses.rooms.removeMember, { params });
    // Asking is a way, too: from the answer on the room does not exist for her.
    const asked = await eve.call<RoomSynced>(addresses.messages.sync, {
      params: { room },
      query: { from: '0' },
    });
    expect(asked.status).toBe(404);
    await history.moreAcked(below(acksMax));
    await ann.must(addresses.rooms.addMember, { params, body: { role: 'member' } });
    await history.moreAcked(below(acksMax));
  }
  await Promise.all(clients.map((client) => client.finishSends()));
  for (const client of clients) await client.finishReads();
  expect(await server.terminate()).toBe(0);

  const logs = await logsOnDisk(server.dataDir, [room]);
  expect(checkHistory(history, logs)).toEqual([]);
  const seen = history.readers.filter(({ account }) => account === eve.id).flatMap(({ views }) => views);
  const left = logs.get(room)?.filter(({ kind }) => kind === 'member.left').length;
  expect(left).toBe(removals);
  reportFault('Removals under load', {
    removals,
    seed: random.seed,
    'messages acknowledged': history.acked,
    'ranges the removed was shown': seen.length,
    violations: 0,
  });
});
