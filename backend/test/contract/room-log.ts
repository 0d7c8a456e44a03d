// What every driver of RoomLog promises (services/log/room-log.ts).
import { limits, type RoomId } from '@sup/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyEntry, createdState } from '../../src/services/log/room-state.ts';
import { visibleEntry } from '../../src/services/log/visible-entry.ts';
import { freshId, messageOf, people, RoomScribe } from './room-scribe.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

/** Runs the suite on stores that `open` opens. */
export function roomLogContract(driver: string, open: OpenStore): void {
  describe(`RoomLog on ${driver}`, () => {
    let store: StoreUnderTest;
    let scribe: RoomScribe;
    let { ann, bob, cleo } = people();
    beforeAll(async () => {
      store = await open();
    });
    // Each test has its own people and rooms; opening a store for each would take most of the time.
    beforeEach(() => {
      scribe = new RoomScribe(store.roomLog);
      ({ ann, bob, cleo } = people());
    });
    afterAll(() => store.close());

    test('a room without entries is absent', async () => {
      const room = freshId<'RoomId'>();
      expect(await store.roomLog.load(room)).toBeUndefined();
      expect(await store.roomLog.read(room, 0, 10)).toEqual([]);
      expect(await store.roomLog.heads([room])).toEqual(new Map());
      expect(await store.roomLog.findSend(room, ann, freshId<'Cmid'>())).toBeUndefined();
    });

    test('R30: what is read back is what was appended, dense and in order', async () => {
      const appends = [
        scribe.create(ann, { name: 'Tea', history: 'joined' }),
        scribe.join(ann, { role: 'owner' }),
        scribe.join(bob, { visibleFrom: 3 }),
        scribe.say(ann, 'tea? \u{1F375} "quoted"\n', { mentions: [bob] }),
        scribe.say(bob, 'hidden', { hiddenFrom: ann }),
        scribe.entry(ann, { kind: 'member.changed', user: bob, role: 'owner' }),
        scribe.entry(ann, { kind: 'room.changed', change: { name: 'Coffee', topic: 'beans' } }),
        scribe.leave(bob),
      ];
      const message = messageOf(appends[3]!);
      appends.push(scribe.react(ann, message, { emoji: '👍' }));
      expect(await scribe.write(...appends)).toBe('appended');
      const stored = appends.map(({ entry, hiddenFrom }) => ({
        entry,
        ...(hiddenFrom ? { hiddenFrom } : {}),
      }));
      expect(await store.roomLog.read(scribe.room, 0, 100)).toEqual(stored);
      expect(await store.roomLog.read(scribe.room, 2, 3)).toEqual(stored.slice(2, 5));
      expect(await store.roomLog.heads([scribe.room, freshId<'RoomId'>()])).toEqual(
        new Map([[scribe.room, 9]]),
      );
    });

    test('the state of a room is what follows from its entries', async () => {
      await scribe.open([ann, bob], { name: 'Tea', history: 'joined' });
      const message = await scribe.tell(ann, 'hello');
      await scribe.write(
        scribe.delete(ann, message),
        scribe.leave(bob),
        scribe.join(cleo, { visibleFrom: 6 }),
      );
      await scribe.write(scribe.entry(ann, { kind: 'room.changed', change: { topic: 'leaves' } }));
      const loaded = await store.roomLog.load(scribe.room);
      expect(loaded?.state).toMatchObject({ head: 8, ordinal: 1, deletions: 1 });
      expect(loaded?.state.info).toMatchObject({
        id: scribe.room,
        kind: 'group',
        name: 'Tea',
        topic: 'leaves',
      });
      expect(loaded?.state.members).toEqual(
        new Map([
          [ann, { role: 'owner', joinedAt: expect.any(Number), joinedSeq: 2, visibleFrom: 1, earlier: [] }],
          [cleo, { role: 'member', joinedAt: expect.any(Number), joinedSeq: 7, visibleFrom: 6, earlier: [] }],
        ]),
      );
      expect(loaded?.sends.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    test('R36: what a membership showed is in the state when it is over, and with the member who came back', async () => {
      await scribe.open([ann, bob], { history: 'joined' });
      const state = async () => (await store.roomLog.load(scribe.room))?.state;
      const first = scribe.leave(bob);
      await scribe.write(first);
      const stay = { from: 1, to: first.entry.seq };
      expect((await state())?.former).toEqual(new Map([[bob, [stay]]]));
      await scribe.tell(ann, 'between');
      const back = scribe.join(bob, { visibleFrom: first.entry.seq + 2, earlier: [stay] });
      await scribe.write(back);
      expect((await state())?.former).toEqual(new Map());
      const mine = { visibleFrom: first.entry.seq + 2, earlier: [stay] };
      expect((await state())?.members.get(bob)).toMatchObject(mine);
      expect(await store.roomIndex.membership(scribe.room, bob)).toMatchObject(mine);
      expect(await store.roomIndex.roomsOf(bob)).toMatchObject([mine]);
      expect((await store.roomIndex.list(bob, undefined, 10)).rooms[0]?.membership).toMatchObject(mine);
      const second = scribe.leave(bob);
      await scribe.write(second);
      const later = { from: mine.visibleFrom, to: second.entry.seq };
      expect((await state())?.former).toEqual(new Map([[bob, [stay, later]]]));
    });

    test('R98: settings, bans and mutes are in the state with their entry, as the entries alone would make it', async () => {
      await scribe.open([ann, bob, cleo]);
      const settings = { slowModeSeconds: 5, rights: { ban: 'admin' } } as const;
      const later = scribe.at + 1_000;
      await scribe.write(
        scribe.entry(ann, { kind: 'room.changed', change: { settings } }),
        scribe.entry(ann, { kind: 'room.changed', change: { settings: { rights: { send: 'member' } } } }),
        scribe.entry(ann, { kind: 'member.muted', user: cleo, until: later }),
        scribe.leave(bob),
        scribe.entry(ann, { kind: 'member.banned', user: bob, until: later, reason: 'Spam' }),
      );
      const state = async () => (await store.roomLog.load(scribe.room))?.state;
      expect((await state())?.info.settings).toEqual({
        slowModeSeconds: 5,
        rights: { ban: 'admin', send: 'member' },
      });
      expect((await state())?.mutes).toEqual(new Map([[cleo, later]]));
      expect((await state())?.bans).toEqual(
        new Map([[bob, { by: ann, at: expect.any(Number), until: later, reason: 'Spam' }]]),
      );
      const page = { now: later - 1, after: undefined, limit: 10 };
      expect((await store.roomIndex.bans(scribe.room, page)).bans).toMatchObject([{ user: bob }]);
      expect((await store.roomIndex.bans(scribe.room, { ...page, now: later })).bans).toEqual([]);
      expect(await store.roomIndex.membership(scribe.room, cleo)).toMatchObject({ mutedUntil: later });
      // A mute outlives the membership, a ban does not outlive the next one.
      await scribe.write(scribe.leave(cleo), scribe.join(bob), scribe.join(cleo));
      expect((await state())?.bans).toEqual(new Map());
      expect((await state())?.mutes).toEqual(new Map([[cleo, later]]));
      const replayed = (await store.roomLog.read(scribe.room, 0, 100)).map(({ entry }) => entry);
      const [first, ...rest] = replayed;
      if (first?.kind !== 'room.created') throw new Error('a log begins with the creation');
      const live = createdState(scribe.room, first);
      for (const entry of rest) applyEntry(live, entry);
      expect(await state()).toEqual({
        info: live.info,
        head: live.head,
        ordinal: live.ordinal,
        deletions: live.deletions,
        members: live.members,
        former: live.former,
        bans: live.bans,
        mutes: live.mutes,
        children: live.children,
      });
      await scribe.write(
        scribe.entry(ann, { kind: 'member.muted', user: cleo, until: null }),
        scribe.entry(ann, { kind: 'member.banned', user: bob, until: later }),
        scribe.entry(ann, { kind: 'member.unbanned', user: bob }),
      );
      expect(await state()).toMatchObject({ bans: new Map(), mutes: new Map() });
    });

    test('R206: what is in a space is in the state with its entry, and told without a name', async () => {
      const [tea, hike] = [freshId<'RoomId'>(), freshId<'RoomId'>()];
      const child = (room: RoomId, place: number | null) =>
        scribe.entry(ann, { kind: 'space.child', room, place });
      await scribe.write(scribe.create(ann, { kind: 'space', name: 'Home' }), scribe.join(ann));
      await scribe.write(child(tea, 2), child(hike, 1.5));
      const children = async () => (await store.roomLog.load(scribe.room))?.state.children;
      expect(await children()).toEqual(
        new Map([
          [tea, 2],
          [hike, 1.5],
        ]),
      );
      await scribe.write(child(tea, 1), child(hike, null));
      expect(await children()).toEqual(new Map([[tea, 1]]));
      const told = (await store.roomLog.read(scribe.room, 2, 10)).map((stored) =>
        visibleEntry(stored, { user: ann, visibleFrom: 1, earlier: [] }),
      );
      expect(told.map((entry) => Object.keys(entry ?? {}).sort())).toEqual(
        Array.from({ length: 4 }, () => ['at', 'kind', 'seq']),
      );
    });

    test('an append to another head than the stored one writes nothing', async () => {
      await scribe.open([ann]);
      const late = scribe.say(ann, 'late');
      expect(await store.roomLog.append(scribe.room, 1, [late])).toBe('stale');
      expect(await store.roomLog.append(scribe.room, 7, [late])).toBe('stale');
      expect(await store.roomLog.heads([scribe.room])).toEqual(new Map([[scribe.room, 2]]));
      expect(await store.roomLog.findSend(scribe.room, ann, late.send.cmid)).toBeUndefined();
    });

    test('of two appends to one head exactly one is stored', async () => {
      await scribe.open([ann, bob]);
      const mine = scribe.say(ann, 'first?');
      scribe.head -= 1;
      const theirs = scribe.say(bob, 'first!');
      const outcomes = await Promise.all(
        [mine, theirs].map((one) => store.roomLog.append(scribe.room, 3, [one])),
      );
      expect(outcomes.toSorted()).toEqual(['appended', 'stale']);
      expect(await store.roomLog.read(scribe.room, 3, 10)).toHaveLength(1);
    });

    test('an append that cannot follow from the room is undone whole, and others beside it are not', async () => {
      await scribe.open([ann]);
      const good = scribe.say(ann, 'not alone');
      const bad = scribe.react(ann, { id: freshId<'MessageId'>(), seq: 2 }, { emoji: '👍' });
      const other = new RoomScribe(store.roomLog);
      const [refused] = await Promise.allSettled([scribe.write(good, bad), other.open([bob])]);
      expect(refused.status).toBe('rejected');
      expect(await store.roomLog.heads([scribe.room, other.room])).toEqual(
        new Map([
          [scribe.room, 2],
          [other.room, 2],
        ]),
      );
      expect(await store.roomLog.findSend(scribe.room, ann, good.send.cmid)).toBeUndefined();
    });

    test('one key of an account is written to a room at most once', async () => {
      await scribe.open([ann, bob]);
      const first = scribe.say(ann, 'once');
      await scribe.write(first);
      const again = scribe.say(ann, 'twice');
      const repeated = { ...again, send: { ...again.send, cmid: first.send.cmid } };
      await expect(scribe.write(repeated)).rejects.toThrow();
      expect(await store.roomLog.heads([scribe.room])).toEqual(new Map([[scribe.room, 4]]));
    });

    test('R20: the record of a write is found however long ago it was', async () => {
      await scribe.open([ann, bob]);
      const first = scribe.say(ann, 'long ago');
      await scribe.write(first);
      for (let batch = 0; batch < 5; batch += 1) {
        await scribe.write(...Array.from({ length: 250 }, (_, at) => scribe.say(bob, `${batch} ${at}`)));
      }
      const loaded = await store.roomLog.load(scribe.room);
      expect(loaded?.sends).toHaveLength(limits.dedupeWindow);
      expect(loaded?.sends.at(-1)?.seq).toBe(scribe.head);
      expect(loaded?.sends[0]?.seq).toBe(scribe.head - limits.dedupeWindow + 1);
      expect(await store.roomLog.findSend(scribe.room, ann, first.send.cmid)).toEqual(first.send);
      expect(await store.roomLog.findSend(scribe.room, bob, first.send.cmid)).toBeUndefined();
    });

    test('R27: an edit and a deletion take the body out of the log, and only the body', async () => {
      await scribe.open([ann]);
      const said = scribe.say(ann, 'first words');
      const message = messageOf(said);
      const edited = scribe.edit(ann, message, { body: 'second words' });
      await scribe.write(said, edited);
      const afterEdit = (await store.roomLog.read(scribe.room, 2, 10)).map(({ entry }) => entry);
      expect(afterEdit).toEqual([{ ...said.entry, body: null }, edited.entry]);
      await scribe.write(scribe.delete(ann, message));
      const afterDelete = (await store.roomLog.read(scribe.room, 2, 2)).map(({ entry }) => entry);
      expect(afterDelete).toEqual([
        { ...said.entry, body: null },
        { ...edited.entry, body: null },
      ]);
    });

    test('R45: joining and leaving are in the own stream with the entry, with dense revs', async () => {
      await scribe.open([ann, bob]);
      const second = new RoomScribe(store.roomLog);
      await second.open([bob]);
      await scribe.write(scribe.leave(bob));
      expect(await store.ownStream(bob)).toEqual([
        { key: `room:${second.room}`, value: { member: true }, rev: 2 },
        { key: `room:${scribe.room}`, value: null, rev: 3 },
      ]);
      expect(await store.ownStream(ann)).toEqual([
        { key: `room:${scribe.room}`, value: { member: true }, rev: 1 },
      ]);
    });

    test('R22: everything is there after closing and opening again', async () => {
      await scribe.open([ann, bob]);
      await scribe.tell(ann, 'still here');
      const before = [await store.roomLog.load(scribe.room), await store.roomLog.read(scribe.room, 0, 100)];
      store = await store.reopen();
      expect([await store.roomLog.load(scribe.room), await store.roomLog.read(scribe.room, 0, 100)]).toEqual(
        before,
      );
    });
  });
}
