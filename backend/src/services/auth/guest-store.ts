import type { DeviceId, InviteId, RoomId, SelfView, SessionId, UserId } from '@sup/protocol';
import type { TakeAsk } from '../invites/invite-store.ts';
import type { EndedSession } from './session-store.ts';

/** Who came by a guest link, and until when they are in the room it leads to. */
export interface Guest {
  readonly user: UserId;
  readonly room: RoomId;
  readonly invite: InviteId;
  readonly until: number;
}

/** What a guest needs to be somebody with an account. */
export interface NewPerson {
  readonly user: UserId;
  readonly handle: string;
  readonly skeleton: string;
  /** Absent: the one that they have. */
  readonly name?: { readonly shown: string; readonly key: string };
  readonly passwordHash: string;
  readonly recoveryHashes: readonly string[];
  /** The invitation that lets them register: the same write takes a use of it. */
  readonly admission?: Pick<TakeAsk, 'hash' | 'intent'>;
  /** The session that asks, which goes on until `expiresAt`. */
  readonly session: SessionId;
  readonly device: DeviceId;
  readonly expiresAt: number;
  readonly at: number;
  readonly address: string;
}

/** Somebody who was a guest, and whose room does not know yet that they are none. */
export interface Upgraded {
  readonly user: UserId;
  readonly room: RoomId;
  /** Who made the link by which they came; absent if there is nothing left of it. */
  readonly granter?: UserId;
}

/** Port: guests. They are made with their accounts (AccountStore), and end with them or become somebody with one. */
export interface GuestStore {
  /** All whose accounts are not ended, also where their time is over; `isEntering`: on the way into the room. */
  all(): Promise<readonly (Guest & { isEntering: boolean })[]>;
  /** Begins an end: what is upgraded comes before it or not at all. False for who is no guest any more. */
  close(user: UserId): Promise<boolean>;
  /** Turns the account into a placeholder and forgets the guest. Repeating it changes nothing. */
  erase(ask: { user: UserId; at: number }): Promise<readonly EndedSession[]>;
  /**
   * Makes an account of a guest, with the session that asks. Throws session-ended where their end came first, not-guest
   * for who has one, handle-taken, handle-confusable, link-invalid.
   */
  upgrade(person: NewPerson): Promise<{ self: SelfView; room: RoomId; invite: InviteId }>;
  /** Those who are not settled. */
  upgraded(): Promise<readonly Upgraded[]>;
  /** Their room knows it. Repeating it changes nothing. */
  settle(user: UserId): Promise<void>;
}
