import type { Cmid, Entry, EntryOf, MessageId, MessageView, UserId } from '@sup/protocol';
import { expect, test } from 'vitest';
import { applyEntries, emptyPart, join, partOf, reacted } from './timeline.ts';

const me = 'me' as UserId;
const ann = 'ann' as UserId;
const options = { me, grows: true };

const message = (seq: number, body = `message ${seq}`): EntryOf<'message'> => ({
  kind: 'message',
  seq,
  at: seq,
  by: ann,
  cmid: `cmid${seq}` as Cmid,
  id: `id${seq}` as MessageId,
  ordinal: seq,
  encoding: 'text',
  body,
});
const reaction = (seq: number, targetSeq: number, on = true): EntryOf<'reaction'> => ({
  kind: 'reaction',
  seq,
  at: seq,
  by: ann,
  target: `id${targetSeq}` as MessageId,
  targetSeq,
  emoji: '👍',
  on,
});
const bodies = (part: typeof emptyPart) =>
  part.items.map(({ item }) => (item.kind === 'message' ? item.body : item.kind));
const view = (seq: number): MessageView => ({ ...message(seq), reactions: [] });

test('entries of a page that already knows them change nothing', () => {
  const seen: MessageView = { ...view(1), body: 'edited', editedAt: 3 };
  const page = { items: [seen], quoted: [], users: [], hasBefore: false, hasAfter: false, head: 3 };
  const part = partOf(page, 3);
  const edit: EntryOf<'edit'> = {
    ...reaction(2, 1),
    kind: 'edit',
    encoding: 'text',
    body: 'an earlier edit',
  };
  expect(applyEntries(part, [edit], options)).toBe(part);
  expect(bodies(applyEntries(part, [{ ...edit, seq: 4, body: 'a later edit' }], options))).toEqual([
    'a later edit',
  ]);
});

test('what a page has beyond the cursor is left to the entries that bring it', () => {
  const page = {
    items: [view(1), view(2)],
    quoted: [],
    users: [],
    hasBefore: true,
    hasAfter: false,
    head: 2,
  };
  expect(bodies(partOf(page, 1))).toEqual(['message 1']);
});

test('where two parts overlap, each item is there once, in the state that is known further', () => {
  const older = { ...emptyPart, items: [1, 2].map((seq) => ({ item: view(seq), asOf: 2 })) };
  const newer = {
    ...emptyPart,
    items: [
      { item: { ...view(2), body: 'edited' }, asOf: 5 },
      { item: view(3), asOf: 5 },
    ],
  };
  expect(bodies(join(older, newer))).toEqual(['message 1', 'edited', 'message 3']);
});

test('an edit whose body was replaced later keeps what is shown; a deletion takes the body', () => {
  const start = applyEntries(emptyPart, [message(1)], options);
  const edit: EntryOf<'edit'> = { ...reaction(2, 1), kind: 'edit', encoding: 'text', body: null };
  const edited = applyEntries(start, [edit], options);
  expect(bodies(edited)).toEqual(['message 1']);
  expect(bodies(applyEntries(edited, [{ ...reaction(3, 1), kind: 'delete' }], options))).toEqual([null]);
});

test('R28: repeating a reaction changes nothing that is shown', () => {
  const start = applyEntries(emptyPart, [message(1), reaction(2, 1)], options);
  const twice = applyEntries(start, [reaction(3, 1)], options);
  expect(twice.items[0]?.item).toMatchObject({ reactions: [{ count: 1, users: [ann], mine: false }] });
  const gone = applyEntries(twice, [reaction(4, 1, false), reaction(5, 1, false)], options);
  expect(gone.items[0]?.item).toMatchObject({ reactions: [] });
});

test('my reaction beyond the first few that are named is counted and marked as mine', () => {
  const users = Array.from({ length: 20 }, (_, at) => `user${at}` as UserId);
  const many: MessageView = { ...view(1), reactions: [{ emoji: '👍', count: 20, users, mine: false }] };
  const [mine] = reacted(many, { by: me, me, emoji: '👍', on: true }).reactions;
  expect(mine).toEqual({ emoji: '👍', count: 21, users, mine: true });
});

test('nothing that did not change is made anew', () => {
  const start = applyEntries(emptyPart, [message(1), message(2)], options);
  const next = applyEntries(start, [reaction(3, 2)], options);
  expect(next.items[0]).toBe(start.items[0]);
  expect(next.items[1]).not.toBe(start.items[1]);
  expect(applyEntries(next, [], options)).toBe(next);
});

test('R131: a deletion that leaves nothing takes the message out of the part, and one that does leaves a tombstone', () => {
  const part = applyEntries(emptyPart, [message(1), message(2), message(3)], options);
  const deletion = (seq: number, targetSeq: number): EntryOf<'delete'> => {
    const { emoji: _emoji, on: _on, ...about } = reaction(seq, targetSeq);
    return { ...about, kind: 'delete' };
  };
  const after = applyEntries(part, [{ ...deletion(4, 2), leaves: 'nothing' }, deletion(5, 3)], options);
  expect(bodies(after)).toEqual(['message 1', null]);
});

const about = (target: number) => ({ target: `id${target}` as MessageId, targetSeq: target, at: 9, by: ann });
const moveOf = (seq: number, target: number): EntryOf<'move'> => ({
  kind: 'move',
  seq,
  ...about(target),
  move: 'act' as Cmid,
});

test('R181: what was moved away leaves a place without a body; what was brought here has its reactions', () => {
  const part = applyEntries(emptyPart, [message(1), message(2), reaction(3, 1)], options);
  const moved = { at: 1, by: me, editedAt: 2, reactions: [{ emoji: '👍', users: [me, ann] }] };
  const came: EntryOf<'message'> = { ...message(5), id: 'id1' as MessageId, moved };
  const { items } = applyEntries(part, [moveOf(4, 1), came], options);
  expect(items.map(({ item }) => item)).toMatchObject([
    { seq: 1, body: null, movedAt: 9, reactions: [] },
    { seq: 2, body: 'message 2' },
    { seq: 5, editedAt: 2, moved: { at: 1, by: me }, reactions: [{ count: 2, mine: true }] },
  ]);
});

test('R187: what came back is where it was as it is by now', () => {
  const part = applyEntries(emptyPart, [message(1), moveOf(2, 1)], options);
  const back: EntryOf<'return'> = { kind: 'return', seq: 3, ...about(1), encoding: 'text', body: 'by now' };
  const { items } = applyEntries(part, [back], options);
  expect(items[0]?.item).toMatchObject({ seq: 1, by: ann, body: 'by now', reactions: [] });
  expect(items[0]?.item).not.toHaveProperty('movedAt');
});

test('R186: a thread counts the replies that are in it, through moves and returns', () => {
  const inThread = { thread: 'id1' as MessageId, threadSeq: 1 };
  const replies = [message(2), message(3)].map((one) => ({ ...one, ...inThread }));
  const part = applyEntries(emptyPart, [message(1), ...replies], options);
  const countAfter = (entries: readonly Entry[]) => {
    const root = applyEntries(part, entries, options).items[0]?.item;
    return root?.kind === 'message' ? root.summary?.replies : -1;
  };
  const away = { ...moveOf(4, 2), ...inThread };
  const back: Entry = { kind: 'return', seq: 5, ...about(2), ...inThread, encoding: 'text', body: 'back' };
  expect([countAfter([]), countAfter([away]), countAfter([away, back])]).toEqual([2, 1, 2]);
});
