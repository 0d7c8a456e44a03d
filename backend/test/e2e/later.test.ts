// What is put off survives a killed server, through the doors of a real one.
import { addresses, type Cmid, type StateItem, stateKey } from '@sup/protocol';
import {
  message,
  newId,
  type RunningServer,
  registerAll,
  startServer,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let sup: RunningServer;
beforeAll(async () => {
  sup = await startServer({ settings: { SUP_RATE_LIMITS: 'off' } });
});
afterAll(() => sup.stop());

async function bodies(person: TestPerson, room: string): Promise<unknown[]> {
  const { items } = await person.must<{ items: { body?: string }[] }>(addresses.messages.page, {
    params: { room },
  });
  return items.flatMap(({ body }) => body ?? []);
}

/** Waits until a person's own stream, as it is and as it goes on, has something. */
async function untilTold(
  socket: TestSocket,
  isTold: (items: readonly StateItem[]) => boolean,
): Promise<void> {
  const { items } = await socket.ask<{ items: StateItem[] }>('state.sync', { rev: 0 });
  await socket.when(() => isTold([...items, ...socket.all('state').flatMap((frame) => frame.items)]));
}

test('R142, R145: killed before they were due, a message goes out once and a reminder comes back once', async () => {
  const [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  const room = await ann.group([bob]);
  const before = await ann.connect();
  const sent = await before.ask<{ message: string }>('message.send', message(room, 'remember'));
  const at = Date.now() + 3_000;
  const ids = Array.from({ length: 5 }, () => newId<'Cmid'>() as Cmid);
  for (const id of ids)
    await ann.must(addresses.later.schedule, {
      params: { room, schedule: id },
      body: { body: id, when: { at } },
    });
  const place = { room, message: sent.message };
  await bob.must(addresses.later.remind, { params: place, body: { at } });
  await sup.kill();
  await sup.restart();
  const [anns, bobs] = [await ann.connect(), await bob.connect()];
  await untilTold(bobs, (items) => items.some(({ value }) => JSON.stringify(value).includes('firedAt')));
  const isSent = (items: readonly StateItem[], id: Cmid) =>
    items.some(({ key, value }) => key === stateKey.schedule(id) && value === null);
  await untilTold(anns, (items) => ids.every((id) => isSent(items, id)));
  expect((await bodies(bob, room)).toSorted()).toEqual([...ids, 'remember'].toSorted());
  expect(await ann.must(addresses.later.schedules)).toEqual({ schedules: [] });
  await sup.kill();
  await sup.restart();
  expect((await bodies(bob, room)).length).toBe(ids.length + 1);
}, 60_000);
