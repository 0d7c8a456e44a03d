import { describe, expect, it } from 'vitest';
import { previewOf } from './room-preview';
import { countUnreadRooms, countWaiting, filterRooms, shownRooms, sortRooms } from './sort-rooms';
import type { RoomSummary } from './types';

function room(id: string, more: Partial<RoomSummary> = {}): RoomSummary {
  const quiet = {
    unread: 0,
    mentions: 0,
    muted: false,
    silent: false,
    pinned: false,
    archived: false,
    typing: [],
  };
  return { id, kind: 'group', name: id, lastActivityAt: 0, ...quiet, ...more };
}

const last = { byName: 'Noor Haddad', mine: false, text: 'one\n  two', at: 1 };

describe('the order of the list', () => {
  it('keeps pinned rooms on top in their own order, and the rest by last activity', () => {
    const rooms = [
      room('b', { lastActivityAt: 1 }),
      room('pinned-late', { pinned: true }),
      room('a', { lastActivityAt: 9 }),
      room('pinned-early', { pinned: true, lastActivityAt: 5 }),
    ];
    expect(sortRooms(rooms).map(({ id }) => id)).toEqual(['pinned-late', 'pinned-early', 'a', 'b']);
  });

  it('does not depend on the order of arrival when times are equal', () => {
    expect(sortRooms([room('b'), room('a')])).toEqual(sortRooms([room('a'), room('b')]));
  });
});

describe('filters', () => {
  const rooms = [
    room('Café Olé', { unread: 2, muted: true }),
    room('Noor', {
      kind: 'direct',
      mentions: 1,
      unread: 1,
      peer: { id: 'u', name: 'Noor', handle: 'noor.haddad', presence: 'online' },
    }),
    room('Quiet'),
  ];
  const names = (filter: 'all' | 'unread' | 'groups' | 'mentions', query = '') =>
    filterRooms(rooms, filter, query).map(({ name }) => name);

  it('show what they say', () => {
    expect(names('unread')).toEqual(['Café Olé', 'Noor']);
    expect(names('groups')).toEqual(['Café Olé', 'Quiet']);
    expect(names('mentions')).toEqual(['Noor']);
  });

  it('find names without accents and people by handle', () => {
    expect(names('all', 'cafe ole')).toEqual(['Café Olé']);
    expect(names('all', '@noor.h')).toEqual(['Noor']);
  });

  it('count rooms that are unread and not muted', () => expect(countUnreadRooms(rooms)).toBe(1));
});

describe('folders, the archive and what waits', () => {
  const rooms = [
    room('a', { lastActivityAt: 1, unread: 3 }),
    room('b', { lastActivityAt: 2, unread: 5, mentions: 1, muted: true }),
    room('c', { lastActivityAt: 3, unread: 7, mentions: 2, muted: true, silent: true }),
    room('d', { lastActivityAt: 4, unread: 9, archived: true, pinned: true }),
    room('e', { lastActivityAt: 5, unread: 2, mentions: 1, archived: true }),
  ];
  const folders = [{ id: 'f', name: 'Work', rooms: ['c', 'gone', 'd', 'a'] }];
  const names = (filter: Parameters<typeof shownRooms>[1]['filter'], query = '') =>
    shownRooms(rooms, { filter, query, folders }).map(({ name }) => name);

  it('show archived chats apart, but find them', () => {
    expect(names('all')).toEqual(['c', 'b', 'a']);
    expect(names('archived')).toEqual(['d', 'e']);
    expect(names('all', 'd')).toEqual(['d']);
    expect(names('unread')).toEqual(['c', 'b', 'a']);
  });

  it('show a folder in its own order, without chats that are gone; a folder that is gone is all', () => {
    expect(names('folder:f')).toEqual(['c', 'd', 'a']);
    expect(names('folder:f', 'a')).toEqual(['a']);
    expect(names('folder:other')).toEqual(names('all'));
  });

  it('R106: count in the title and on the rail what chats may tell: muted ones mentions, silent ones nothing', () => {
    expect(countWaiting(rooms)).toBe(3 + 1 + 0 + 0 + 1);
    expect(countUnreadRooms(rooms)).toBe(3);
  });
});

describe('chats that are deleted', () => {
  const rooms = [
    room('a', { unread: 3 }),
    room('b', { unread: 5, mentions: 1, archived: true, deletesAt: 9 }),
  ];
  const folders = [{ id: 'f', name: 'Work', rooms: ['b', 'a'] }];
  const names = (filter: Parameters<typeof shownRooms>[1]['filter'], query = '') =>
    shownRooms(rooms, { filter, query, folders }).map(({ name }) => name);

  it('R201: are in one list only, and wait for nobody', () => {
    expect(names('deleted')).toEqual(['b']);
    expect(names('deleted', 'a')).toEqual([]);
    for (const filter of ['all', 'unread', 'groups', 'folder:f'] as const)
      expect(names(filter)).toEqual(['a']);
    for (const filter of ['mentions', 'archived'] as const) expect(names(filter)).toEqual([]);
    expect(names('all', 'b')).toEqual([]);
    expect([countUnreadRooms(rooms), countWaiting(rooms)]).toEqual([1, 3]);
  });

  it('say until when they can be restored, before all else', () => {
    const busy = { typing: ['Mika'], failed: 'gate code', draft: 'half', lastMessage: last };
    expect(previewOf(room('r', { ...busy, deletesAt: 9 }))).toEqual({ kind: 'ending', at: 9 });
  });
});

describe('the second line of a row', () => {
  const all = { typing: ['Mika'], failed: 'gate code', draft: 'half', lastMessage: last };

  it('prefers typing, then not sent, then the draft, then the last message', () => {
    expect(previewOf(room('r', all)).kind).toBe('typing');
    expect(previewOf(room('r', { ...all, typing: [] })).kind).toBe('failed');
    const { failed: _failed, ...unfailed } = all;
    expect(previewOf(room('r', { ...unfailed, typing: [] })).kind).toBe('draft');
    expect(previewOf(room('r', { lastMessage: last }))).toEqual({
      kind: 'message',
      text: 'one two',
      prefix: { name: 'Noor' },
    });
  });

  it('says You only where no tick says it', () => {
    const mine = { ...last, mine: true };
    expect(previewOf(room('r', { lastMessage: mine }))).toMatchObject({ prefix: 'you' });
    expect(previewOf(room('r', { lastMessage: { ...mine, state: 'read' } }))).not.toHaveProperty('prefix');
  });
});
