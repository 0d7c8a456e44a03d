import type { InviteId, RoomId, UserId } from '@sup/protocol';
import type { EndedSession } from './session-store.ts';

/** Who came by a guest link, and until when they are in the room it leads to. */
export interface Guest {
  readonly user: UserId;
  readonly room: RoomId;
  readonly invite: InviteId;
  readonly until: number;
}

/** Port: guests. They are made with their accounts (AccountStore), and end with them. */
export interface GuestStore {
  /** All whose accounts are not ended, also where their time is over; `isEntering`: on the way into the room. */
  all(): Promise<readonly (Guest & { isEntering: boolean })[]>;
  /** Turns the account into a placeholder and forgets the guest. Repeating it changes nothing. */
  erase(ask: { user: UserId; at: number }): Promise<readonly EndedSession[]>;
}
