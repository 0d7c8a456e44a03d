// Port: contact requests. Drivers: drivers/sql/contacts.ts. A row is made before the log says that somebody was brought
// into a room, so that the limits count it; what waits is what both the row and the membership say.
import type { RoomId, RoomKind, UserId } from '@sup/protocol';

export interface ContactRequest {
  readonly room: RoomId;
  readonly kind: RoomKind;
  readonly name?: string;
  readonly memberCount: number;
  readonly by: UserId;
  readonly at: number;
}

/** Somebody brings people into a room. */
export interface Approach {
  readonly by: UserId;
  readonly room: RoomId;
  readonly kind: 'direct' | 'group';
  readonly users: readonly UserId[];
  readonly at: number;
  /** Requests of this kind since then count; with more than `max` the approach is refused. */
  readonly since: number;
  readonly max: number;
}

export interface ContactStore {
  /** Those of the people to whom `by` is a stranger; repeating it changes nothing. Throws stranger-limit. */
  approach(approach: Approach): Promise<readonly UserId[]>;
  /** Makes the room one of the person's, with what was said since they turned it away left out; false if it did not wait. */
  enter(ask: { user: UserId; room: RoomId }): Promise<boolean>;
  /** Turns a request away; false if it does not wait. */
  decline(ask: { user: UserId; room: RoomId }): Promise<boolean>;
  /** Requests that wait, newest first; without those of people who are blocked and direct rooms where nothing was said. */
  waiting(
    user: UserId,
    after: string | undefined,
    limit: number,
  ): Promise<{ requests: readonly (ContactRequest & { cursor: string })[]; more: boolean }>;
  /** How many of these there are, counted up to `max`. */
  count(user: UserId, max: number): Promise<number>;
  /** One that waits. */
  find(user: UserId, room: RoomId): Promise<ContactRequest | undefined>;
}
