// What every driver of History promises (services/messaging/history.ts).
import { sightFrom, wholeSight } from '@sup/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Cut, Reader, StoredMessage } from '../../src/services/messaging/history.ts';
import { freshId, messageOf, people, RoomScribe } from './room-scribe.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

/** Runs the suite on stores that `open` opens. */
export function historyContract(driver: string, open: OpenStore): void {
  describe(`History on ${driver}`, () => {
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

    const standing = { role: 'member', joinedSeq: 1 } as const;
    const all = (user = ann): Reader => ({ ...wholeSight, ...standing, user });
    const page = (cut: Partial<Cut> = {}, reader = all()) =>
      store.history.page(scribe.room, reader, { limit: 50, ...cut });
    const seqs = async (cut: Partial<Cut> = {}, reader = all()) => {
      const { items, hasBefore, hasAfter } = await page(cut, reader);
      return { seqs: items.map(({ seq }) => seq), hasBefore, hasAfter };
    };
    const message = async (id: StoredMessage['id'], reader = ann) =>
      (await store.history.messages([id], reader))[0]!;

    test('R37: a page holds messages and system entries, ascending by seq, cut wherever one asks', async () => {
      await scribe.open([ann, bob]);
      for (let count = 0; count < 17; count += 1) await scribe.tell(ann, `message ${count}`);
      expect(scribe.head).toBe(20);
      expect(await seqs({ limit: 3 })).toEqual({ seqs: [18, 19, 20], hasBefore: true, hasAfter: false });
      expect(await seqs({ limit: 3, before: 18 })).toEqual({
        seqs: [15, 16, 17],
        hasBefore: true,
        hasAfter: true,
      });
      expect(await seqs({ limit: 3, before: 4 })).toEqual({
        seqs: [1, 2, 3],
        hasBefore: false,
        hasAfter: true,
      });
      expect(await seqs({ limit: 3, after: 17 })).toEqual({
        seqs: [18, 19, 20],
        hasBefore: true,
        hasAfter: false,
      });
      expect(await seqs({ limit: 3, after: 0 })).toEqual({
        seqs: [1, 2, 3],
        hasBefore: false,
        hasAfter: true,
      });
      expect(await seqs({ limit: 4, around: 10 })).toEqual({
        seqs: [8, 9, 10, 11],
        hasBefore: true,
        hasAfter: true,
      });
      expect(await seqs({ limit: 4, around: 20 })).toEqual({
        seqs: [17, 18, 19, 20],
        hasBefore: true,
        hasAfter: false,
      });
      expect(await seqs({ limit: 4, around: 1 })).toEqual({
        seqs: [1, 2, 3, 4],
        hasBefore: false,
        hasAfter: true,
      });
      expect(await seqs({ limit: 50 })).toMatchObject({ hasBefore: false, hasAfter: false });
    });

    test('a page of a room that does not exist is empty', async () => {
      expect(await page()).toEqual({ items: [], hasBefore: false, hasAfter: false, head: 0 });
    });

    test('a page shows messages as they are at its head', async () => {
      await scribe.open([ann, bob]);
      const said = scribe.say(ann, 'first', { mentions: [bob] });
      const edited = scribe.edit(ann, messageOf(said), { body: 'second', mentions: [cleo] });
      await scribe.write(said, edited);
      const { items, head } = await page();
      expect(head).toBe(5);
      expect(items.map(({ kind }) => kind)).toEqual([
        'room.created',
        'member.joined',
        'member.joined',
        'message',
      ]);
      expect(items[3]).toEqual({
        ...said.entry,
        room: scribe.room,
        body: 'second',
        mentions: [cleo],
        editedAt: edited.entry.at,
        reactions: [],
      });
    });

    test('R27: a deleted message keeps its place and author, and nothing of what it said', async () => {
      await scribe.open([ann, bob]);
      const said = scribe.say(ann, 'regret', { mentions: [bob] });
      const target = messageOf(said);
      await scribe.write(said, scribe.react(bob, target, { emoji: '😱' }), scribe.delete(ann, target));
      expect(await message(target.id)).toMatchObject({
        id: target.id,
        seq: target.seq,
        ordinal: 1,
        by: ann,
        body: null,
        deletedAt: scribe.at,
        reactions: [],
      });
      expect((await message(target.id)).mentions).toBeUndefined();
    });

    test('R131: a message whose deletion leaves nothing is on no page, and still known by its id', async () => {
      await scribe.open([ann, bob]);
      const [before, target] = [await scribe.tell(ann, 'stays'), await scribe.tell(ann, 'regret')];
      const gone = scribe.delete(ann, target);
      await scribe.write({ ...gone, entry: { ...gone.entry, leaves: 'nothing' } as typeof gone.entry });
      expect((await seqs({ after: 3 })).seqs).toEqual([before.seq]);
      expect(await message(target.id)).toMatchObject({ ...target, body: null, deletedAt: scribe.at });
      expect((await store.history.previews([scribe.room], bob)).get(scribe.room)?.text).toBe('stays');
      const stored = await store.roomLog.read(scribe.room, target.seq - 1, 2);
      expect(stored.map(({ entry }) => entry.seq)).toEqual([target.seq, target.seq + 1]);
    });

    test('R130: former versions are read in their order, and go with the message', async () => {
      await scribe.open([ann, bob]);
      const target = await scribe.tell(ann, 'one');
      for (const body of ['two', 'three']) {
        const edit = scribe.edit(ann, target, { body });
        await scribe.write({ ...edit, entry: { ...edit.entry, keeps: true } as typeof edit.entry });
      }
      const bodies = async () => (await store.history.versions(target.id)).map(({ body }) => body);
      expect(await bodies()).toEqual(['one', 'two']);
      await scribe.write(scribe.delete(ann, target));
      expect(await bodies()).toEqual([]);
    });

    test('R28: a reaction counts once for each person and emoji, in the order in which they came', async () => {
      await scribe.open([ann, bob, cleo]);
      const target = await scribe.tell(ann, 'react to me');
      await scribe.write(
        scribe.react(bob, target, { emoji: '👍' }),
        scribe.react(cleo, target, { emoji: '🎉' }),
        scribe.react(ann, target, { emoji: '👍' }),
        scribe.react(bob, target, { emoji: '👍' }),
        scribe.react(bob, target, { emoji: '❤️', on: false }),
      );
      expect((await message(target.id, cleo)).reactions).toEqual([
        { emoji: '👍', count: 2, users: [bob, ann], mine: false },
        { emoji: '🎉', count: 1, users: [cleo], mine: true },
      ]);
      await scribe.write(
        scribe.react(bob, target, { emoji: '👍', on: false }),
        scribe.react(cleo, target, { emoji: '🎉', on: false }),
      );
      expect((await message(target.id, ann)).reactions).toEqual([
        { emoji: '👍', count: 1, users: [ann], mine: true },
      ]);
    });

    test('the first 20 of those who reacted are shown, and all are counted', async () => {
      await scribe.open([ann]);
      const target = await scribe.tell(ann, 'popular');
      const crowd = Array.from({ length: 30 }, () => freshId<'UserId'>());
      await scribe.write(...crowd.map((user) => scribe.react(user, target, { emoji: '👍' })));
      const [shown] = (await message(target.id, crowd[25]!)).reactions;
      expect(shown).toEqual({ emoji: '👍', count: 30, users: crowd.slice(0, 20), mine: true });
      await scribe.write(scribe.react(crowd[3]!, target, { emoji: '👍', on: false }));
      const [left] = (await message(target.id, crowd[3]!)).reactions;
      const users = crowd.filter((user) => user !== crowd[3]).slice(0, 20);
      expect(left).toEqual({ emoji: '👍', count: 29, users, mine: false });
    });

    test('R49: what is hidden from a reader is absent for them alone', async () => {
      await scribe.open([ann, bob], { kind: 'direct' });
      const open = await scribe.tell(ann, 'hello');
      const hidden = await scribe.tell(bob, 'you blocked me', { hiddenFrom: ann, mentions: [ann] });
      await scribe.write(scribe.react(bob, open, { emoji: '😡', hiddenFrom: ann }));
      expect((await seqs({}, all(ann))).seqs).not.toContain(hidden.seq);
      expect((await seqs({}, all(bob))).seqs).toContain(hidden.seq);
      expect((await message(open.id, ann)).reactions).toEqual([]);
      expect((await message(open.id, bob)).reactions).toEqual([
        { emoji: '😡', count: 1, users: [bob], mine: true },
      ]);
      expect(await store.history.countUnread(scribe.room, all(ann), 0)).toEqual({ unread: 0, mentions: 0 });
      expect((await store.history.previews([scribe.room], ann)).get(scribe.room)?.text).toBe('hello');
      expect((await store.history.previews([scribe.room], bob)).get(scribe.room)?.text).toBe(
        'you blocked me',
      );
      expect((await message(hidden.id)).hiddenFrom).toBe(ann);
    });

    test('R36: a page, a count and a preview begin where the reader may read', async () => {
      await scribe.open([ann], { history: 'joined' });
      const early = await scribe.tell(ann, 'early');
      await scribe.write(scribe.join(bob, { visibleFrom: 4 }));
      const reader = { ...sightFrom(4), ...standing, user: bob };
      expect(await seqs({}, reader)).toEqual({ seqs: [4], hasBefore: false, hasAfter: false });
      expect((await seqs({ around: early.seq }, reader)).seqs).toEqual([4]);
      expect((await seqs({ after: 0, limit: 1 }, reader)).hasBefore).toBe(false);
      expect((await store.history.countUnread(scribe.room, reader, 0)).unread).toBe(0);
      expect((await store.history.previews([scribe.room], bob)).size).toBe(0);
      await scribe.tell(ann, 'late');
      expect((await store.history.countUnread(scribe.room, reader, 0)).unread).toBe(1);
      expect((await store.history.previews([scribe.room], bob)).get(scribe.room)?.text).toBe('late');
    });

    test('R36: who came back reads what each of their memberships showed, and nothing of the time between', async () => {
      await scribe.open([ann, bob], { history: 'joined' });
      const early = await scribe.tell(ann, 'early', { mentions: [bob] });
      await scribe.write(scribe.leave(bob));
      const between = await scribe.tell(ann, 'between', { mentions: [bob] });
      const earlier = [{ from: 1, to: early.seq + 1 }];
      const visibleFrom = between.seq + 1;
      await scribe.write(scribe.join(bob, { visibleFrom, earlier }));
      const reader = { ...standing, visibleFrom, earlier, user: bob };
      const mine = [1, 2, 3, early.seq, early.seq + 1, visibleFrom];
      expect(await seqs({}, reader)).toEqual({ seqs: mine, hasBefore: false, hasAfter: false });
      for (let before = 1; before <= visibleFrom + 1; before += 1) {
        const seen = mine.filter((seq) => seq < before);
        expect((await seqs({ before, limit: 2 }, reader)).seqs).toEqual(seen.slice(-2));
        expect((await seqs({ before, limit: 2 }, reader)).hasBefore).toBe(seen.length > 2);
        const later = mine.filter((seq) => seq >= before);
        expect((await seqs({ after: before - 1, limit: 2 }, reader)).seqs).toEqual(later.slice(0, 2));
        expect((await seqs({ after: before - 1, limit: 2 }, reader)).hasAfter).toBe(later.length > 2);
      }
      expect((await seqs({ around: between.seq, limit: 2 }, reader)).seqs).toEqual([
        early.seq + 1,
        visibleFrom,
      ]);
      const counted = (after: number) => store.history.countUnread(scribe.room, reader, after);
      expect(await counted(0)).toEqual({ unread: 1, mentions: 1 });
      expect(await counted(early.seq)).toEqual({ unread: 0, mentions: 0 });
      const preview = async () => (await store.history.previews([scribe.room], bob)).get(scribe.room)?.text;
      expect(await preview()).toBe('early');
      await scribe.tell(ann, 'late', { mentions: [bob] });
      expect(await counted(0)).toEqual({ unread: 2, mentions: 2 });
      expect(await preview()).toBe('late');
    });

    test('replies are no part of the timeline, of counts and of previews', async () => {
      await scribe.open([ann, bob]);
      const root = await scribe.tell(ann, 'root');
      const inThread = { thread: root.id, threadSeq: root.seq, mentions: [bob] };
      const reply = await scribe.tell(ann, 'reply', inThread);
      expect((await seqs()).seqs).toEqual([1, 2, 3, 4]);
      expect(await store.history.countUnread(scribe.room, all(bob), 0)).toEqual({ unread: 1, mentions: 0 });
      expect((await store.history.previews([scribe.room], bob)).get(scribe.room)?.text).toBe('root');
      expect((await message(reply.id)).thread).toBe(root.id);
    });

    test('R40: unread leaves out what is mine, deleted, or no message; mentions are those of them that name me', async () => {
      await scribe.open([ann, bob]);
      const first = await scribe.tell(bob, 'one', { mentions: [ann, bob] });
      const second = await scribe.tell(bob, 'two', { mentions: [ann] });
      const third = await scribe.tell(bob, 'three', { mentions: [ann] });
      await scribe.tell(ann, 'mine', { mentions: [ann] });
      const counts = (after: number) => store.history.countUnread(scribe.room, all(ann), after);
      expect(await counts(0)).toEqual({ unread: 3, mentions: 3 });
      expect(await counts(first.seq)).toEqual({ unread: 2, mentions: 2 });
      await scribe.write(scribe.delete(bob, second), scribe.edit(bob, third, { body: 'nobody' }));
      expect(await counts(0)).toEqual({ unread: 2, mentions: 1 });
      expect(await counts(scribe.head)).toEqual({ unread: 0, mentions: 0 });
    });

    test('R40: counting is exact to 999 and stops at 1000', async () => {
      await scribe.open([ann, bob]);
      const say = (count: number) =>
        Array.from({ length: count }, () => scribe.say(bob, 'x', { mentions: [ann] }));
      await scribe.write(...say(500));
      await scribe.write(...say(499));
      expect(await store.history.countUnread(scribe.room, all(ann), 0)).toEqual({
        unread: 999,
        mentions: 999,
      });
      await scribe.write(...say(5));
      expect(await store.history.countUnread(scribe.room, all(ann), 0)).toEqual({
        unread: 1_000,
        mentions: 1_000,
      });
    });

    test('a preview is the newest message, with an excerpt that never splits a character', async () => {
      await scribe.open([ann, bob]);
      const said = await scribe.tell(bob, '😀'.repeat(300));
      await scribe.write(scribe.leave(bob));
      const previews = await store.history.previews([scribe.room, freshId<'RoomId'>()], ann);
      expect([...previews]).toEqual([
        [scribe.room, { seq: said.seq, at: expect.any(Number), by: bob, text: '😀'.repeat(200) }],
      ]);
      await scribe.write(scribe.delete(ann, said));
      expect((await store.history.previews([scribe.room], ann)).get(scribe.room)).toMatchObject({
        text: null,
      });
    });

    test('messages are found by id in any room, and ids that do not exist are absent', async () => {
      await scribe.open([ann]);
      const here = await scribe.tell(ann, 'here');
      const elsewhere = new RoomScribe(store.roomLog);
      await elsewhere.open([bob]);
      const there = await elsewhere.tell(bob, 'there');
      const found = await store.history.messages([here.id, freshId<'MessageId'>(), there.id], ann);
      expect(new Map(found.map(({ room, body }) => [room, body]))).toEqual(
        new Map([
          [scribe.room, 'here'],
          [elsewhere.room, 'there'],
        ]),
      );
    });

    test('R6: a body comes back as it went in', async () => {
      await scribe.open([ann]);
      const body = `\u0001\u2028 e\u0301 ${'𝔘'.repeat(16_000)} \r\n`;
      const { id } = await scribe.tell(ann, body);
      expect((await message(id)).body).toBe(body);
    });
  });
}
