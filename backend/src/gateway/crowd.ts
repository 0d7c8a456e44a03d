import { type Sight, wholeSight } from '@sup/protocol';

/** Up to so many a list is searched as quickly as a map, and takes a fifth of its memory. */
const listedMax = 64;

/** Somebody in a room, and what they may read of it. Most people read all of most rooms: those are followers themselves. */
export interface Follower<Person> {
  readonly person: Person;
  readonly sight: Sight;
}

/**
 * Who follows a room. There are as many as rooms with somebody who is connected, and most of those are small: few people are a
 * list, which is replaced and never changed, so that a loop over it is not disturbed by one that goes.
 */
export type Crowd<Person> = readonly Follower<Person>[] | Map<Person, Follower<Person>>;

/** A crowd to begin with. */
export const nobody: readonly never[] = [];

/** Everyone in order of their coming. */
export function everyoneIn<Person>(crowd: Crowd<Person>): Iterable<Follower<Person>> {
  return crowd instanceof Map ? crowd.values() : crowd;
}

export function sizeOf<Person>(crowd: Crowd<Person>): number {
  return crowd instanceof Map ? crowd.size : crowd.length;
}

/** The follower that a person is; undefined: they are not in the crowd. */
export function followerIn<Person>(crowd: Crowd<Person>, person: Person): Follower<Person> | undefined {
  return crowd instanceof Map ? crowd.get(person) : crowd.find((other) => other.person === person);
}

/** The crowd with somebody who was not in it, or who may read something else from now on. */
export function withFollower<Person>(crowd: Crowd<Person>, follower: Follower<Person>): Crowd<Person> {
  const { person } = follower;
  if (crowd instanceof Map) return crowd.set(person, follower);
  const at = crowd.findIndex((other) => other.person === person);
  if (at >= 0) return crowd.with(at, follower);
  if (crowd.length < listedMax) return [...crowd, follower];
  return new Map(crowd.map((other) => [other.person, other] as const)).set(person, follower);
}

/** The crowd without somebody. */
export function withoutPerson<Person>(crowd: Crowd<Person>, person: Person): Crowd<Person> {
  if (!(crowd instanceof Map)) return crowd.filter((other) => other.person !== person);
  crowd.delete(person);
  return crowd;
}

/** Somebody of whom it is known what they may read: all of it takes nothing more than themselves. */
export function followerWith<Person extends Follower<Person>>(
  person: Person,
  sight: Sight,
): Follower<Person> {
  return sight.visibleFrom === wholeSight.visibleFrom ? person : { person, sight };
}
