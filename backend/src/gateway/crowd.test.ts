import { type Sight, wholeSight } from '@sup/protocol';
import { expect, test } from 'vitest';
import {
  type Crowd,
  everyoneIn,
  followerIn,
  followerWith,
  nobody,
  sizeOf,
  withFollower,
  withoutPerson,
} from './crowd.ts';

class Somebody {
  readonly person = this;
  readonly sight = wholeSight;
}

const people = Array.from({ length: 200 }, () => new Somebody());
const everyone = (crowd: Crowd<Somebody>) => [...everyoneIn(crowd)].map(({ person }) => person);
const add = (crowd: Crowd<Somebody>, person: Somebody, sight: Sight = wholeSight) =>
  withFollower(crowd, followerWith(person, sight));
const crowdOf = (many: readonly Somebody[]) =>
  many.reduce((crowd: Crowd<Somebody>, person) => add(crowd, person), nobody);

test('a crowd has whoever was taken in, once, in order, however many they are', () => {
  let crowd: Crowd<Somebody> = nobody;
  for (const [at, person] of people.entries()) {
    expect(followerIn(crowd, person)).toBeUndefined();
    crowd = add(add(crowd, person), person);
    expect(followerIn(crowd, person)?.person).toBe(person);
    expect(sizeOf(crowd)).toBe(at + 1);
    expect(everyone(crowd)).toEqual(people.slice(0, at + 1));
  }
  for (const person of people) {
    crowd = withoutPerson(withoutPerson(crowd, person), person);
    expect(followerIn(crowd, person)).toBeUndefined();
  }
  expect(everyone(crowd)).toEqual([]);
});

test.each([3, 200])('what somebody of %i may read is theirs alone, changes, and goes with them', (count) => {
  let crowd = crowdOf(people.slice(0, count));
  const [ann, bob] = people as [Somebody, Somebody];
  const sights = () => [ann, bob].map((person) => followerIn(crowd, person)?.sight);
  const late = { visibleFrom: 7, earlier: [{ from: 2, to: 3 }] };
  crowd = add(crowd, ann, late);
  expect(sights()).toEqual([late, wholeSight]);
  expect(sizeOf(crowd)).toBe(count);
  crowd = add(withoutPerson(crowd, ann), ann);
  expect(sights()).toEqual([wholeSight, wholeSight]);
  crowd = add(add(crowd, bob, late), bob, wholeSight);
  expect(sights()).toEqual([wholeSight, wholeSight]);
});

test.each([3, 200])('a loop over %i people goes on while they leave', (count) => {
  let crowd = crowdOf(people.slice(0, count));
  const met: Somebody[] = [];
  for (const { person } of everyoneIn(crowd)) {
    met.push(person);
    crowd = withoutPerson(crowd, person);
  }
  expect(met).toEqual(people.slice(0, count));
  expect(sizeOf(crowd)).toBe(0);
});
