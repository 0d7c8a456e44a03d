import { describe, expect, it } from 'vitest';
import { neighbour, spaceFolders } from './spaces';

const chat = (id: string) => ({ id, kind: 'group', name: id, archived: false });
const space = (id: string, children: string[], archived = false) => ({
  id,
  kind: 'space',
  name: id,
  archived,
  children,
});

describe('spaces in the list', () => {
  it('have the chats in them and in the spaces within them, in their order, each once', () => {
    const rooms = [
      chat('tea'),
      chat('hike'),
      space('Home', ['hike', 'Inner', 'gone']),
      space('Inner', ['tea', 'hike']),
    ];
    expect(spaceFolders(rooms)).toEqual([
      { id: 'Home', name: 'Home', rooms: ['hike', 'tea'], isSpace: true },
      { id: 'Inner', name: 'Inner', rooms: ['tea', 'hike'], isSpace: true },
    ]);
  });

  it('are not there when they are archived, and do not go in circles', () => {
    expect(spaceFolders([space('Old', [], true), space('a', ['b']), space('b', ['a'])])).toMatchObject([
      { id: 'a', rooms: [] },
      { id: 'b', rooms: [] },
    ]);
  });

  it('are not there while they are deleted, nor is what is in them by them', () => {
    const deleted = { ...space('Gone', ['tea']), deletesAt: 9 };
    expect(spaceFolders([chat('tea'), chat('hike'), deleted, space('Home', ['Gone', 'hike'])])).toEqual([
      { id: 'Home', name: 'Home', rooms: ['hike'], isSpace: true },
    ]);
  });
});

describe('the neighbours of what is moved', () => {
  const rooms = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  const to = (at: number, by: -1 | 1, hasMore = false) => neighbour(rooms, { at, by, hasMore });

  it('are the one above, or the one after the next below', () => {
    expect([to(1, -1), to(2, -1), to(0, 1), to(1, 1)]).toEqual(['a', 'b', 'c', null]);
  });

  it('are not there at the ends, nor where more is to come', () => {
    expect([to(0, -1), to(2, 1), to(1, 1, true)]).toEqual([undefined, undefined, undefined]);
  });
});
