import { SupError } from '@sup/protocol/wire';

/** Names a row of a list that is ordered by time, then room. */
export function encodePlace({ at, room }: { at: number; room: string }): string {
  return `${at}.${room}`;
}

/** Reads such a name; undefined stands for the beginning. Throws invalid-input. */
export function decodePlace(cursor: string | undefined): { at: number; room: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, room] = /^(\d{1,16})\.([0-9a-z]{26})$/.exec(cursor) ?? [];
  if (at === undefined || room === undefined)
    throw new SupError('invalid-input', { fields: { after: 'is not a cursor of this list' } });
  return { at: Number(at), room };
}
