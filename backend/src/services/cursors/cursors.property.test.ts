// Receipts over any interleaving: what is said comes late, twice and out of order, the store refuses, the process dies.
import { limits, SupError, type UserId } from '@sup/protocol';
import { seededClock } from '@sup/testkit/fake-clock';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/embedded-world.ts';

test('R43: whatever order receipts come in, store and told rooms end at the maxima', async () => {
  const clock = seededClock();
  const below = (max: number) => (clock.random(1)[0] ?? 0) % max;
  let refuses = false;
  const world = await openWorld({
    clock,
    wrapCursors: (inner) => ({
      ...inner,
      async save(batch) {
        if (refuses) throw new SupError('store-full');
        return inner.save(batch);
      },
    }),
  });
  const people = [world.person(), world.person(), world.person()];
  const room = await world.group(...people);
  let head = 4;
  for (let count = 0; count < 20; count += 1) head = await world.say(people[0]!, room);
  await world.cursors.drain();
  world.forgetCursors();

  const said = new Map<UserId, { delivered: number; read: number }>();
  said.set(people[0]!.user, { delivered: head, read: head });
  const told = new Map<UserId, { delivered: number; read: number }>();
  const events = world.hearRoom(room);
  const sayReceipt = (clockwork: number) => {
    const by = people[1 + below(2)]!;
    const seq = 1 + below(head);
    const mine = said.get(by.user) ?? { delivered: 0, read: 0 };
    if (clockwork < 4) {
      said.set(by.user, { ...mine, delivered: Math.max(mine.delivered, seq) });
      return world.cursors.delivered(by, { [room]: seq });
    }
    said.set(by.user, { delivered: Math.max(mine.delivered, seq), read: Math.max(mine.read, seq) });
    return world.cursors.read(by, room, seq).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'store-full' });
    });
  };
  for (let step = 0; step < shortOrLong(300, 5_000); step += 1) {
    const act = below(10);
    if (act < 7) await Promise.all(Array.from({ length: 1 + below(3) }, () => sayReceipt(act)));
    else if (act === 7) await clock.advance(below(2 * limits.receiptDebounceMs));
    else if (act === 8) refuses = !refuses;
    else {
      // Nothing written behind may be lost by an orderly end.
      refuses = false;
      await world.cursors.drain();
      world.forgetCursors();
    }
  }
  refuses = false;
  await world.cursors.drain();
  world.forgetCursors();
  for (const event of events) {
    if (event.type !== 'receipts') continue;
    const { user, delivered = 0, read = 0 } = event;
    const before = told.get(user) ?? { delivered: 0, read: 0 };
    told.set(user, {
      delivered: Math.max(before.delivered, delivered, read),
      read: Math.max(before.read, read),
    });
  }
  const receipts = (await world.cursors.receipts([room])).get(room)?.receipts;
  for (const { user } of people) expect(receipts?.get(user)).toMatchObject(said.get(user)!);
  for (const { user } of people.slice(1)) expect(told.get(user)).toEqual(said.get(user));
  await world.close();
});
