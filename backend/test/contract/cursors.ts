// What every store of cursors promises. Each driver runs this suite. Rooms and members are the caller's to make.
import { makeId, type RoomId, stateKey, type UserId } from '@sup/protocol';
import { seededClock } from '@sup/testkit/fake-clock';
import { shortOrLong } from '@sup/testkit/scale';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CursorStore,
  MarkerWrite,
  ReceiptWrite,
  RoomReceipt,
} from '../../src/services/cursors/index.ts';

export interface OpenCursorStore {
  readonly store: CursorStore;
  /** Makes a room with these members. */
  makeRoom(members: readonly UserId[]): Promise<RoomId>;
  /** Writes a key of somebody's own stream. */
  putState(user: UserId, key: string, value: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Runs the suite on stores that `open` makes. */
export function cursorsContract(name: string, open: () => Promise<OpenCursorStore>): void {
  describe(`cursors on ${name}`, () => {
    const clock = seededClock();
    const person = () => makeId<'UserId'>(clock.now(), clock.random(10)) as UserId;
    let opened: OpenCursorStore;
    let store: CursorStore;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());

    const saveReceipts = (...receipts: RoomReceipt[]) => {
      const told = receipts.map((one): ReceiptWrite => ({ ...one, told: one, isDated: true }));
      return store.save({ receipts: told, markers: [], at: 1 });
    };
    const saveMarkers = (...markers: MarkerWrite[]) => store.save({ receipts: [], markers, at: 1 });

    test('where nothing was said there is nothing', async () => {
      const ann = person();
      const room = await opened.makeRoom([ann]);
      expect(await store.receipts([room])).toEqual([]);
      expect(await store.receipts([])).toEqual([]);
      expect(await store.receiptsOf(ann, [room])).toEqual([]);
      expect(await store.receiptsOf(ann, [])).toEqual([]);
      expect(await store.markers(ann, [stateKey.marker(room)])).toEqual(new Map());
      expect(await store.markers(ann, [])).toEqual(new Map());
    });

    test('R43: receipts are maxima, each number by itself', async () => {
      const [ann, bob] = [person(), person()];
      const room = await opened.makeRoom([ann, bob]);
      await saveReceipts({ room, user: ann, delivered: 5, read: 2 });
      await saveReceipts(
        { room, user: ann, delivered: 3, read: 4 },
        { room, user: bob, delivered: 0, read: 1 },
      );
      const mine = { room, user: ann, delivered: 5, read: 4 };
      expect(await store.receiptsOf(ann, [room])).toEqual([mine]);
      const all = await store.receipts([room]);
      expect(all).toHaveLength(2);
      expect(all).toContainEqual(mine);
      expect(all).toContainEqual({ room, user: bob, delivered: 0, read: 1 });
    });

    test('R160: what is hidden is kept apart from what is told, and has no date', async () => {
      const [ann, bob] = [person(), person()];
      const room = await opened.makeRoom([ann, bob]);
      const nothing = { delivered: 0, read: 0 };
      await saveReceipts({ room, user: ann, delivered: 3, read: 2 });
      const hidden = { room, user: ann, delivered: 9, read: 9, told: nothing, isDated: false };
      await store.save({ receipts: [hidden], markers: [], at: 5 });
      expect(await store.receipts([room])).toEqual([{ room, user: ann, delivered: 3, read: 2 }]);
      expect(await store.receiptsOf(ann, [room])).toEqual([{ room, user: ann, delivered: 9, read: 9 }]);
      expect(await store.dates(room, 2)).toEqual([{ user: ann, deliveredAt: 1, readAt: 1 }]);
      expect(await store.dates(room, 3)).toEqual([{ user: ann, deliveredAt: 1 }]);
      expect(await store.dates(room, 4)).toEqual([{ user: ann }]);
      expect([await store.readers(room, 2, bob), await store.readers(room, 3, bob)]).toEqual([1, 0]);
      expect(await store.readers(room, 2, ann)).toBe(0);
    });

    test('R160: who hides their receipts is found by room and by name, until they show them again', async () => {
      const [ann, bob] = [person(), person()];
      const room = await opened.makeRoom([ann, bob]);
      await saveReceipts({ room, user: ann, delivered: 1, read: 1 });
      await opened.putState(ann, stateKey.receipts(), { hidden: true });
      expect(await store.hidingIn([room])).toEqual([{ room, user: ann }]);
      expect(await store.hiding([ann, bob])).toEqual(new Set([ann]));
      expect(await store.readers(room, 1, bob)).toBe(0);
      await opened.putState(ann, stateKey.receipts(), null);
      expect(await store.hidingIn([room])).toEqual([]);
      expect(await store.hiding([ann])).toEqual(new Set());
      expect([await store.hidingIn([]), await store.hiding([])]).toEqual([[], new Set()]);
    });

    test('R35: receipts of people who are not in the room are not told', async () => {
      const [ann, eve] = [person(), person()];
      const room = await opened.makeRoom([ann]);
      await saveReceipts({ room, user: eve, delivered: 5, read: 2 });
      expect(await store.receipts([room])).toEqual([]);
    });

    test('R43: many random writes end at the maxima', async () => {
      const [ann, bob] = [person(), person()];
      const room = await opened.makeRoom([ann, bob]);
      const below = (max: number) => (clock.random(1)[0] ?? 0) % max;
      const most = new Map<UserId, { delivered: number; read: number }>();
      const write = () => {
        const user = below(2) === 0 ? ann : bob;
        const [delivered, read] = [below(200), below(200)];
        const now = most.get(user) ?? { delivered: 0, read: 0 };
        most.set(user, { delivered: Math.max(now.delivered, delivered), read: Math.max(now.read, read) });
        return saveReceipts({ room, user, delivered, read });
      };
      for (let round = 0; round < shortOrLong(10, 200); round += 1) {
        await Promise.all(Array.from({ length: 1 + below(8) }, write));
      }
      for (const [user, receipt] of most) {
        expect(await store.receiptsOf(user, [room])).toEqual([{ room, user, ...receipt }]);
      }
    });

    test('a marker goes exactly where it is put, or only forward, and answers what moved', async () => {
      const ann = person();
      const [room, other] = [await opened.makeRoom([ann]), await opened.makeRoom([ann])];
      const before = (await saveMarkers({ room, user: ann, seq: 9, move: 'exactly' }))[0]!;
      expect(before).toMatchObject({ user: ann, item: { key: stateKey.marker(room), value: { seq: 9 } } });
      expect(await saveMarkers({ room, user: ann, seq: 7, move: 'forward' })).toEqual([]);
      expect(await saveMarkers({ room, user: ann, seq: 9, move: 'exactly' })).toEqual([]);
      const moved = await saveMarkers(
        { room, user: ann, seq: 4, move: 'exactly' },
        { room: other, user: ann, seq: 2, move: 'forward' },
      );
      expect(moved.map(({ item }) => item.rev)).toEqual([before.item.rev + 1, before.item.rev + 2]);
      const keys = [stateKey.marker(room), stateKey.marker(other)];
      expect(await store.markers(ann, keys)).toEqual(
        new Map([
          [stateKey.marker(room), 4],
          [stateKey.marker(other), 2],
        ]),
      );
    });
  });
}
