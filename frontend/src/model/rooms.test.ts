import { describe, expect, it } from 'vitest';
import { previewOf } from './room-preview';
import { countUnreadRooms, filterRooms, sortRooms } from './sort-rooms';
import type { RoomSummary } from './types';

function room(id: string, more: Partial<RoomSummary> = {}): RoomSummary {
  const quiet = { unread: 0, mentions: 0, muted: false, pinned: false, typing: [] };
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
