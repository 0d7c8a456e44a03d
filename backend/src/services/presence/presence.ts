// The door of presence: who is here now, who is typing. Nothing of it is stored beyond "last seen".
import type { Presence as PresenceView, RoomId, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';

export interface Presence {
  /** A connection of this person is there; the answer says that it has gone, or is looking or not. */
  arrive(user: UserId): { set(status: 'online' | 'away'): void; leave(): void };
  /** Presence of those of `users` whom the caller may see (they share a room, and no block stands between); others are left out. */
  see(by: Caller, users: readonly UserId[]): Promise<Record<string, PresenceView>>;
  /** Those of `users` who have not accepted a room with the caller: they look like people who were never here (R172). */
  silent(by: Caller, users: readonly UserId[]): Promise<readonly UserId[]>;
  /** Tells the room that the caller types or stops; throws room-not-found. Repeats within 3 s are swallowed. */
  typing(by: Caller, ask: { room: RoomId; on: boolean }): Promise<void>;
  /** True if a person was looking at a device at that moment; undefined where it is not known any more. Not for others to see. */
  wasLooking(user: UserId, at: number): boolean | undefined;
  drain(): Promise<void>;
}
