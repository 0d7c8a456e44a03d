import { createHash } from 'node:crypto';
import { type Cmid, encodeId, makeId, type RoomId, type UserId } from '@sup/protocol';
import type { Clock } from '../../clock.ts';

/** The id of the one room that two people (or one with themselves) share: made of theirs, so it can exist only once (R38). */
export function directRoomId(one: UserId, other: UserId): RoomId {
  return hashId<'RoomId'>('direct', ...[one, other].sort());
}

/** The id of the room that a person made with this cmid: a retry gives the same room. */
export function createdRoomId(by: UserId, cmid: Cmid): RoomId {
  return hashId<'RoomId'>('created', by, cmid);
}

/** The cmid of an act that is the same whoever does it. */
export function fixedCmid(...words: string[]): Cmid {
  return hashId<'Cmid'>('cmid', ...words);
}

/** A cmid for an act that is idempotent by itself and needs no retry. */
export function freshCmid(clock: Clock): Cmid {
  return makeId<'Cmid'>(clock.now(), clock.random(10));
}

function hashId<Name extends string>(...words: string[]): ReturnType<typeof encodeId<Name>> {
  return encodeId<Name>(createHash('sha256').update(words.join('/')).digest().subarray(0, 16));
}
