// What every store of own streams promises. Each driver runs this suite.
import { makeId, type StateItem, type UserId } from '@sup/protocol';
import { seededClock } from '@sup/testkit/fake-clock';
import { shortOrLong } from '@sup/testkit/scale';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OwnStreamStore } from '../../src/services/own-stream/index.ts';

export interface OpenStore<Store> {
  readonly store: Store;
  close(): Promise<void>;
}

/** Runs the suite on stores that `open` makes. */
export function ownStreamContract(name: string, open: () => Promise<OpenStore<OwnStreamStore>>): void {
  describe(`own stream on ${name}`, () => {
    const clock = seededClock();
    const person = () => makeId<'UserId'>(clock.now(), clock.random(10)) as UserId;
    let opened: OpenStore<OwnStreamStore>;
    let store: OwnStreamStore;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());

    test('a stream nobody wrote to is empty and at rev 0', async () => {
      const ann = person();
      expect(await store.rev(ann)).toBe(0);
      expect(await store.after(ann, 0, 10)).toEqual([]);
      expect(await store.get(ann, ['a'])).toEqual([]);
      expect(await store.get(ann, [])).toEqual([]);
    });

    test('R45: revs of one person count up from 1 and know nothing of other people', async () => {
      const [ann, bob] = [person(), person()];
      const written = await store.put(ann, [
        { key: 'a', value: 1 },
        { key: 'b', value: { deep: ['x', null] } },
      ]);
      expect(written).toEqual([
        { key: 'a', value: 1, rev: 1 },
        { key: 'b', value: { deep: ['x', null] }, rev: 2 },
      ]);
      expect((await store.put(bob, [{ key: 'a', value: 'his' }]))[0]?.rev).toBe(1);
      expect(await store.rev(ann)).toBe(2);
      expect(await store.after(ann, 0, 10)).toEqual(written);
    });

    test('R45: a stream holds the newest value of each key, and null for one that is gone', async () => {
      const ann = person();
      await store.put(ann, [{ key: 'a', value: 'old' }]);
      await store.put(ann, [{ key: 'b', value: true }]);
      await store.put(ann, [{ key: 'a', value: 'new' }]);
      await store.put(ann, [{ key: 'b', value: null }]);
      const newest = [
        { key: 'a', value: 'new', rev: 3 },
        { key: 'b', value: null, rev: 4 },
      ];
      expect(await store.after(ann, 0, 10)).toEqual(newest);
      expect(await store.after(ann, 3, 10)).toEqual(newest.slice(1));
      expect(await store.after(ann, 0, 1)).toEqual(newest.slice(0, 1));
      expect(await store.get(ann, ['b', 'a', 'none'])).toEqual(newest);
    });

    test('R45: revs are dense whatever runs at once, and the last of each key wins', async () => {
      const people = [person(), person(), person()];
      const answers = new Map<UserId, StateItem[]>(people.map((user) => [user, []]));
      const below = (max: number) => (clock.random(1)[0] ?? 0) % max;
      const write = async (value: number) => {
        const user = people[below(people.length)]!;
        const items = Array.from({ length: 1 + below(3) }, (_, at) => ({ key: `k${at}`, value }));
        answers.get(user)?.push(...(await store.put(user, items)));
      };
      for (let round = 0; round < shortOrLong(20, 400); round += 1) {
        await Promise.all(Array.from({ length: 1 + below(12) }, (_, at) => write(round * 100 + at)));
      }
      for (const [user, items] of answers) {
        const inOrder = items.toSorted((one, other) => one.rev - other.rev);
        expect(inOrder.map(({ rev }) => rev)).toEqual(inOrder.map((_, at) => at + 1));
        const newest = new Map(inOrder.map((item) => [item.key, item]));
        const stored = await store.after(user, 0, 1_000);
        expect(stored).toEqual([...newest.values()].toSorted((one, other) => one.rev - other.rev));
        expect(await store.rev(user)).toBe(inOrder.length);
      }
    });
  });
}
