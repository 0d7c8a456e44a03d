import { expect, test } from 'vitest';
import { roomsAlong, twentyRooms } from './room-plan.ts';

test.each([
  [1_800, 200],
  [4_000, 2_000],
])('each of %i people is in twenty rooms, all with people of the same block', (people, block) => {
  const rooms = twentyRooms(people, block);
  const mine = Array.from({ length: people }, () => 0);
  for (const room of rooms) {
    expect(new Set(room).size).toBe(room.length);
    expect(new Set(room.map((person) => Math.floor(person / block))).size).toBe(1);
    for (const person of room) mine[person] = (mine[person] ?? 0) + 1;
  }
  expect(new Set(mine)).toEqual(new Set([20]));
});

test('no two people share two direct rooms, for there is only one', () => {
  const pairs = twentyRooms(2_000, 2_000).filter(({ length }) => length === 2);
  const names = pairs.map((pair) => pair.toSorted((one, other) => one - other).join());
  expect(new Set(names).size).toBe(4_000);
});

test('rooms along a stride begin at the index asked for', () => {
  expect(roomsAlong({ people: 4, stride: 3, size: 2, from: 10 })).toEqual([
    [10, 13],
    [12, 11],
  ]);
});
