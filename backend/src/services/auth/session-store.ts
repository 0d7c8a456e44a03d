import type { DeviceId, SessionId, UserId } from '@sup/protocol';
import type { RefreshTokens } from './refresh-token.ts';

/** A sign-in as it begins. */
export interface NewSession {
  readonly id: SessionId;
  readonly user: UserId;
  readonly device: DeviceId;
  /** What the client calls itself. */
  readonly client: string;
  readonly address: string;
  readonly at: number;
  /** Until when it may be refreshed. */
  readonly expiresAt: number;
  /** Until when the newest access token given out for it is good. */
  readonly accessUntil: number;
  /** Hash of its first refresh token. */
  readonly firstToken: string;
}

export interface Session extends Omit<NewSession, 'at' | 'firstToken'> {
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly tokens: RefreshTokens;
  readonly ended: EndReason | undefined;
}

/** `reused` is told to whoever comes with its refresh token later: the others ended it themselves. */
export type EndReason =
  | 'signed-out'
  | 'reused'
  | 'password'
  | 'recovered'
  | 'deleted'
  | 'too-many'
  | 'guest-over';

/** A session that has ended, for as long as a token of it may still be good. */
export interface EndedSession {
  readonly user: UserId;
  readonly session: SessionId;
  readonly accessUntil: number;
}

/** Which of a person's sessions end: one, all, or all but one. */
export interface EndAsk {
  readonly user: UserId;
  readonly only?: SessionId;
  readonly except?: SessionId;
  readonly reason: EndReason;
  readonly at: number;
  /** Who asked from where, for the audit record. */
  readonly address?: string;
}

/** Port: sign-ins. Whatever ends sessions answers those that it has ended, so that their tokens can be refused. */
export interface SessionStore {
  /** Begins a session; ends the least used ones of a person who has too many. */
  open(session: NewSession): Promise<readonly EndedSession[]>;
  get(session: SessionId): Promise<Session | undefined>;
  /** A person's sessions that have neither ended nor expired, newest use first. */
  live(user: UserId, now: number): Promise<readonly Session[]>;
  /** Replaces the tokens if they still are `known` and the session has not ended; false if not. */
  refresh(ask: {
    session: SessionId;
    known: RefreshTokens;
    next: RefreshTokens;
    at: number;
    expiresAt: number;
    accessUntil: number;
    address: string;
  }): Promise<boolean>;
  end(ask: EndAsk): Promise<readonly EndedSession[]>;
  /** Sessions that ended after `endedAfter`, or whose access tokens are good after `accessAfter`. */
  endedSince(ask: { endedAfter: number; accessAfter: number }): Promise<readonly EndedSession[]>;
  /** True if this person has signed in from this address before. */
  knows(user: UserId, address: string): Promise<boolean>;
  /** Forgets sessions that ended or expired before `at`. */
  purge(at: number): Promise<void>;
}
