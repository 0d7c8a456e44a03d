import type { SelfView, SessionId, UserId } from '@sup/protocol';
import type { TakeAsk } from '../invites/invite-store.ts';
import type { EndedSession, NewSession } from './session-store.ts';

export interface NewAccount {
  readonly id: UserId;
  readonly handle: string;
  /** Two handles that look alike have the same one. */
  readonly skeleton: string;
  readonly name: string;
  /** What names are searched by. */
  readonly nameKey: string;
  /** null: a guest, who has none. */
  readonly passwordHash: string | null;
  /** Of a guest: the link that they come by, and its room, are those of `admission`. */
  readonly guestUntil?: number;
  readonly recoveryHashes: readonly string[];
  /** Becomes the administrator, for which there must be none yet. */
  readonly firstAdmin: boolean;
  /** The invitation they came with: the same write takes a use of it. */
  readonly admission?: Pick<TakeAsk, 'hash' | 'intent'>;
  readonly session: NewSession;
}

export interface Credentials {
  readonly user: UserId;
  readonly passwordHash: string;
}

/** Who did it when from where, for the audit record. */
export interface Act {
  readonly user: UserId;
  readonly at: number;
  readonly address: string;
}

/** Port: accounts. Each write is whole, leaves its trace in the audit record, and keeps the person's own stream's profile. */
export interface AccountStore {
  /** Makes an account with its first session. Throws handle-taken, handle-confusable, link-invalid. */
  create(account: NewAccount): Promise<SelfView>;
  /** What a new handle would collide with. */
  collision(handle: string, skeleton: string): Promise<'handle-taken' | 'handle-confusable' | undefined>;
  /** Of an account that is not deleted, by handle or by id. */
  credentials(by: { handle: string } | { user: UserId }): Promise<Credentials | undefined>;
  self(user: UserId): Promise<SelfView | undefined>;
  /** Sets a password and ends all sessions but the one that asks. */
  changePassword(ask: Act & { passwordHash: string; session: SessionId }): Promise<readonly EndedSession[]>;
  /** Replaces all recovery codes. */
  putRecoveryCodes(ask: Act & { hashes: readonly string[] }): Promise<void>;
  /** Adds the code of a reset link, in place of an earlier one; `by` is absent when the command line made it. */
  putResetCode(ask: {
    user: UserId;
    by?: UserId;
    hash: string;
    at: number;
    expiresAt: number;
  }): Promise<void>;
  /** True if the code is one of the person's and can still be used. */
  hasCode(user: UserId, hash: string, now: number): Promise<boolean>;
  /** Uses up a code, sets a password, ends all sessions and begins a new one. Throws credentials-wrong without such a code. */
  recover(ask: {
    hash: string;
    passwordHash: string;
    session: NewSession;
  }): Promise<{ self: SelfView; ended: readonly EndedSession[] }>;
  /** Turns the account into a placeholder and ends its sessions; the handle stays reserved (R68). */
  delete(ask: Act): Promise<readonly EndedSession[]>;
}

/** Port: who administers the server. */
export interface AdminStore {
  /** The administrators there are, and how many have deleted their accounts. */
  admins(): Promise<{ admins: readonly UserId[]; gone: number }>;
  /** Makes somebody the first administrator; throws link-invalid if there is one. */
  claim(ask: Act): Promise<SelfView>;
}
