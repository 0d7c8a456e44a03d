// What every driver of RoomIndex promises (services/rooms/room-index.ts).
import type { UserId } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshId, people, RoomScribe } from './room-scribe.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

/** Runs the suite on stores that `open` opens. */
export function roomIndexContract(driver: string, open: OpenStore): void {
  describe(`RoomIndex on ${driver}`, () => {
    const { ann, bob, cleo } = people();
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const room = async (members: readonly UserId[], options: Parameters<RoomScribe['open']>[1] = {}) => {
      const scribe = new RoomScribe(store.roomLog);
      await scribe.open(members, options);
      return scribe;
    };

    test('a room and its members are as its log says', async () => {
      const tea = await room([ann, bob], { name: 'Tea' });
      await tea.tell(ann, 'hello');
      expect(await store.roomIndex.room(tea.room)).toMatchObject({
        info: { id: tea.room, kind: 'group', name: 'Tea', createdBy: ann },
        head: 4,
        ordinal: 1,
        deletions: 0,
        memberCount: 2,
        activeAt: tea.at,
      });
      expect(await store.roomIndex.membership(tea.room, bob)).toMatchObject({ role: 'member', joinedSeq: 3 });
      await tea.write(tea.leave(bob));
      expect(await store.roomIndex.membership(tea.room, bob)).toBeUndefined();
      expect((await store.roomIndex.room(tea.room))?.memberCount).toBe(1);
      expect(await store.roomIndex.memberIds(tea.room)).toEqual([ann]);
      expect(await store.roomIndex.room(freshId<'RoomId'>())).toBeUndefined();
    });

    test('a person has the rooms they are in, and where they may read', async () => {
      const tea = await room([ann, bob]);
      const other = await room([ann]);
      await other.write(other.join(bob, { visibleFrom: 3 }));
      const left = await room([ann, bob]);
      await left.write(left.leave(bob));
      const rooms = await store.roomIndex.roomsOf(bob);
      expect(new Map(rooms.map((row) => [row.room, row]))).toEqual(
        new Map([
          [tea.room, { room: tea.room, head: 3, memberCount: 2, visibleFrom: 1, earlier: [] }],
          [other.room, { room: other.room, head: 3, memberCount: 2, visibleFrom: 3, earlier: [] }],
        ]),
      );
    });

    test('the list is by activity, newest first, then by id, in pages that neither repeat nor skip', async () => {
      const rooms: RoomScribe[] = [];
      for (let count = 0; count < 7; count += 1) rooms.push(await room([ann]));
      const [first, , third] = rooms;
      third!.at += 2_000;
      await third!.tell(ann, 'newest');
      first!.at += 1_000;
      await first!.tell(ann, 'newer');
      const quiet = rooms.filter((one) => one !== first && one !== third).map((one) => one.room);
      const listed: string[] = [];
      let after: string | undefined;
      for (let more = true; more; ) {
        const page = await store.roomIndex.list(ann, after, 2);
        listed.push(...page.rooms.map(({ info }) => info.id));
        after = page.rooms.at(-1)?.cursor;
        more = page.more;
      }
      expect(listed).toEqual([third!.room, first!.room, ...quiet]);
      expect((await store.roomIndex.list(bob, undefined, 2)).rooms).toEqual([]);
    });

    test('a cursor that nobody was given is refused', async () => {
      await expect(store.roomIndex.list(ann, 'nonsense', 2)).rejects.toMatchObject({ code: 'invalid-input' });
    });

    test('members are listed owners first, then by name, in pages', async () => {
      const dora = freshId<'UserId'>();
      const names: [UserId, string][] = [
        [ann, 'Zoe'],
        [bob, 'dan'],
        [cleo, 'Carl'],
        [dora, 'Eve'],
      ];
      for (const [user, name] of names) await store.name(user, name);
      const tea = await room([ann, bob, cleo, dora]);
      const first = await store.roomIndex.members(tea.room, undefined, 3);
      expect(first.members.map(({ user }) => user)).toEqual([ann, cleo, bob]);
      expect(first.more).toBe(true);
      const second = await store.roomIndex.members(tea.room, first.members.at(-1)?.cursor, 3);
      expect(second.members.map(({ user }) => user)).toEqual([dora]);
      expect(second.more).toBe(false);
      expect(second.members[0]?.membership).toMatchObject({ role: 'member', visibleFrom: 1 });
    });

    test('channels are found by any part of their name, whatever its case, and nothing else is', async () => {
      await room([ann], { kind: 'channel', name: 'Green Tea' });
      await room([ann], { kind: 'channel', name: 'black tea' });
      await room([ann], { kind: 'channel', name: '100 % coffee' });
      await room([ann], { kind: 'group', name: 'tea for two' });
      const names = async (query: string) =>
        (await store.roomIndex.channels(query, undefined, 10)).rooms.map(({ info }) => info.name);
      expect(await names('TEA')).toEqual(['black tea', 'Green Tea']);
      expect(await names('')).toEqual(['100 % coffee', 'black tea', 'Green Tea']);
      expect(await names('%')).toEqual(['100 % coffee']);
      const first = await store.roomIndex.channels('', undefined, 1);
      expect(first.more).toBe(true);
      const rest = await store.roomIndex.channels('', first.rooms[0]?.cursor, 5);
      expect(rest.rooms.map(({ info }) => info.name)).toEqual(['black tea', 'Green Tea']);
      expect(rest.more).toBe(false);
    });

    test('people share a direct room or a group, but not by a channel', async () => {
      const dora = freshId<'UserId'>();
      await room([ann, bob], { kind: 'direct' });
      await room([ann, cleo], { kind: 'channel', name: 'Everyone' });
      const left = await room([ann, dora]);
      await left.write(left.leave(dora));
      expect(await store.roomIndex.shareRoom(ann, [bob, cleo, dora])).toEqual(new Set([bob]));
      expect(await store.roomIndex.shareRoom(bob, [ann])).toEqual(new Set([ann]));
      expect(await store.roomIndex.shareRoom(ann, [])).toEqual(new Set());
    });
  });
}
