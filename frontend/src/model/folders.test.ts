import { expect, it } from 'vitest';
import { movedUp, withRoom } from './folders';

const folders = [
  { id: '1', name: 'Work', rooms: ['a', 'b'] },
  { id: '2', name: 'Home', rooms: [] },
];

it('puts a room at the end of one folder, once, and takes it out', () => {
  const more = withRoom(folders, { folder: '1', room: 'a', on: true });
  expect(more).toEqual([{ id: '1', name: 'Work', rooms: ['b', 'a'] }, folders[1]]);
  expect(withRoom(more, { folder: '1', room: 'a', on: false })[0]?.rooms).toEqual(['b']);
});

it('moves one place up, the first none', () => {
  expect(movedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b']);
  expect(movedUp(['a', 'b'], 0)).toEqual(['a', 'b']);
});
