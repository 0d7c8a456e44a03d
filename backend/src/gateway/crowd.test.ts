import { wholeSight } from '@sup/protocol';
import { expect, test } from 'vitest';
import { Crowd } from './crowd.ts';

interface Somebody {
  readonly number: number;
}

const people = Array.from({ length: 200 }, (_, number): Somebody => ({ number }));

test('a crowd has whoever was taken in, once, in order, however many they are', () => {
  const crowd = new Crowd<Somebody>();
  for (const [at, person] of people.entries()) {
    expect(crowd.has(person)).toBe(false);
    crowd.set(person, wholeSight);
    crowd.set(person, wholeSight);
    expect(crowd.has(person)).toBe(true);
    expect(crowd.size).toBe(at + 1);
    expect([...crowd]).toEqual(people.slice(0, at + 1));
  }
  for (const person of people) {
    crowd.delete(person);
    crowd.delete(person);
    expect(crowd.has(person)).toBe(false);
  }
  expect([...crowd]).toEqual([]);
});

test('what somebody may read is theirs alone, changes, and goes with them', () => {
  const crowd = new Crowd<Somebody>();
  for (const person of people) crowd.set(person, wholeSight);
  const [ann, bob] = people as [Somebody, Somebody];
  const late = { visibleFrom: 7, earlier: [{ from: 2, to: 3 }] };
  crowd.set(ann, late);
  expect([crowd.sightOf(ann), crowd.sightOf(bob)]).toEqual([late, wholeSight]);
  crowd.delete(ann);
  crowd.set(ann, wholeSight);
  expect(crowd.sightOf(ann)).toEqual(wholeSight);
});

test.each([3, 200])('a loop over %i people goes on while they leave', (count) => {
  const crowd = new Crowd<Somebody>();
  for (const person of people.slice(0, count)) crowd.set(person, wholeSight);
  const met: Somebody[] = [];
  for (const person of crowd) {
    met.push(person);
    crowd.delete(person);
  }
  expect(met).toEqual(people.slice(0, count));
  expect(crowd.size).toBe(0);
});
