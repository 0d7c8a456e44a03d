// Who is in which room, by index. Rooms are cut along strides, so that two rooms of somebody have other people in them.

/** Members of one room, as indices of people. */
export type RoomPlan = readonly number[];

interface Along {
  readonly people: number;
  /** Has no divisor in common with `people`. */
  readonly stride: number;
  /** Divides `people`. */
  readonly size: number;
  /** Index of the first of the people. */
  readonly from?: number;
}

/** Rooms of one size such that each of the people is in one of them. */
export function roomsAlong({ people, stride, size, from = 0 }: Along): RoomPlan[] {
  return Array.from({ length: people / size }, (_, room) =>
    Array.from({ length: size }, (_, place) => from + (((room * size + place) * stride) % people)),
  );
}

/** Somebody's rooms, beside the largest: four with one other person, ten groups of 10, five of 50. */
const sizes = [...repeated(4, 2), ...repeated(10, 10), ...repeated(5, 50)];
const primes = [3, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73];

/**
 * Twenty rooms for each of the people. Those of a block are among themselves, so that fewer blocks are the same world in
 * small; the largest room has half of a block in it.
 */
export function twentyRooms(people: number, block: number): RoomPlan[] {
  const blocks = Array.from({ length: people / block }, (_, number) => number * block);
  return blocks.flatMap((from) => [
    ...sizes.flatMap((size, at) => roomsAlong({ people: block, stride: primes[at] ?? 1, size, from })),
    ...roomsAlong({ people: block, stride: 1, size: block / 2, from }),
  ]);
}

function repeated(times: number, size: number): number[] {
  return Array.from({ length: times }, () => size);
}
