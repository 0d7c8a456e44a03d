import {
  type Cmid,
  type Entry,
  type EntryOf,
  type MessageId,
  makeId,
  type RoomId,
  type RoomView,
  type UserId,
} from '@sup/protocol';
import { expect, test } from 'vitest';
import { applyToView, withFact, withNewest } from './room-view.ts';

let made = 0;
const id = <Name extends string>() => {
  made += 1;
  return makeId<Name>(1_700_000_000_000 + made, new Uint8Array(10));
};
const me = id<'UserId'>() as UserId;
const ann = id<'UserId'>() as UserId;

const view: RoomView = {
  id: id<'RoomId'>() as RoomId,
  kind: 'group',
  history: 'all',
  createdAt: 1,
  createdBy: ann,
  memberCount: 2,
  myRole: 'member',
  joinedSeq: 2,
  visibleFrom: 1,
  head: 3,
  ordinal: 0,
  deletions: 0,
  marker: 3,
  read: 3,
  unread: 0,
  mentions: 0,
};

const said: Entry[] = [
  { kind: 'room.changed', seq: 4, at: 4, by: ann, change: { settings: { slowModeSeconds: 5 } } },
  { kind: 'room.changed', seq: 5, at: 5, by: ann, change: { settings: { rights: { ban: 'admin' } } } },
  { kind: 'room.changed', seq: 6, at: 6, by: ann, change: { settings: { rights: { send: 'member' } } } },
  { kind: 'member.muted', seq: 7, at: 7, by: ann, user: me, until: 99 },
  { kind: 'member.muted', seq: 8, at: 8, by: ann, user: ann, until: 77 },
  { kind: 'member.changed', seq: 9, at: 9, by: ann, user: me, role: 'admin' },
];
const facts = {
  myRole: 'admin',
  formerRoles: [{ role: 'member', from: 2, to: 8 }],
  mutedUntil: 99,
  settings: { slowModeSeconds: 5, rights: { ban: 'admin', send: 'member' } },
};

test('R98: a view follows settings, my role and my mute from entry to entry', () => {
  const now = said.reduce((before, entry) => applyToView(before, entry, me), view);
  expect(now).toMatchObject({ ...facts, head: 9 });
  const over = applyToView(
    now,
    { kind: 'member.muted', seq: 10, at: 10, by: ann, user: me, until: null },
    me,
  );
  expect(over.mutedUntil).toBeUndefined();
});

test('what a view was told already ends as it was when the log tells it again', () => {
  const told = said.reduce((before, entry) => applyToView(before, entry, me), view);
  const again = said.reduce((before, entry) => withFact(before, entry, me), told);
  expect(again).toEqual(told);
});

test('R201: a view says until when its room can be restored, and no more once it was', () => {
  const deleted: Entry = { kind: 'room.deleted', seq: 4, at: 4, by: ann, deletesAt: 99, keepers: [me] };
  const restored: Entry = { kind: 'room.restored', seq: 5, at: 5, by: ann };
  const now = applyToView(view, deleted, me);
  expect(now.deletesAt).toBe(99);
  expect(applyToView(now, restored, me)).toEqual({ ...view, head: 5 });
  expect(withFact(withFact(view, deleted, me), restored, me)).toEqual(view);
});

test('R131: where a deletion leaves nothing, the message before it is the preview', () => {
  const message = (seq: number): EntryOf<'message'> => ({
    kind: 'message',
    seq,
    at: seq,
    by: ann,
    cmid: id<'Cmid'>() as Cmid,
    id: id<'MessageId'>() as MessageId,
    ordinal: seq,
    encoding: 'text',
    body: `message ${seq}`,
  });
  const [first, last] = [message(4), message(5)];
  const now = [first, last].reduce((before, entry) => applyToView(before, entry, me), view);
  const deletion: Entry = {
    kind: 'delete',
    seq: 6,
    at: 6,
    by: ann,
    target: last.id,
    targetSeq: 5,
    leaves: 'nothing',
  };
  const after = applyToView(now, deletion, me);
  expect(after.preview).toBeUndefined();
  const items = [{ item: { ...first, reactions: [] }, asOf: 6 }];
  const shown = withNewest(after, { items, hasOlder: false, hasNewer: false });
  expect(shown.preview).toMatchObject({ seq: 4, text: 'message 4' });
});
