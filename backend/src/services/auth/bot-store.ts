import type { RoomId, SelfView, SessionId, UserId } from '@sup/protocol';
import type { EndedSession } from './session-store.ts';

/** A token as it is kept: of its secret there is only a hash. */
export interface BotToken {
  /** Stands where a person's session stands. */
  readonly id: SessionId;
  readonly bot: UserId;
  readonly name: string;
  readonly read: boolean;
  readonly write: boolean;
  /** Absent: every room of the bot. */
  readonly rooms?: readonly RoomId[];
  readonly hint: string;
  readonly madeAt: number;
  /** Absent: until somebody ends it. */
  readonly expiresAt?: number;
  readonly lastUsedAt?: number;
}

export interface NewBot {
  readonly id: UserId;
  readonly owner: UserId;
  readonly handle: string;
  readonly skeleton: string;
  readonly name: string;
  readonly nameKey: string;
  readonly at: number;
  /** Absent: whatever they have; the account of a hook is the room's. */
  readonly botsMax?: number;
}

/** Who does something to a bot, for the audit record. */
interface BotAct {
  readonly bot: UserId;
  readonly by: UserId;
  readonly at: number;
}

/** Port: accounts of kind bot, and their tokens. Each write is whole and leaves its trace in the audit record. */
export interface BotStore {
  /** Makes a bot. Throws handle-taken, handle-confusable, too-many-bots. */
  create(bot: NewBot): Promise<SelfView>;
  /** Live bots of a person, in the order in which they were made. */
  ownedBy(owner: UserId): Promise<readonly UserId[]>;
  /** Whose a live bot is; undefined for anyone else. */
  owner(bot: UserId): Promise<UserId | undefined>;
  /** Tokens that have not been revoked, oldest first. */
  tokens(bots: readonly UserId[]): Promise<readonly BotToken[]>;
  /** Keeps a token. Throws too-many-tokens. */
  addToken(ask: BotToken & { hash: string; by: UserId; tokensMax: number }): Promise<void>;
  /** A token that has not been revoked, of a bot that is not deleted. */
  token(by: { hash: string } | { id: SessionId }): Promise<BotToken | undefined>;
  /** Ends a token; nothing if there is no such one. */
  revoke(ask: BotAct & { id: SessionId }): Promise<readonly EndedSession[]>;
  /** Notes that a token was used. */
  used(ask: { id: SessionId; at: number }): Promise<void>;
  /** When the first of all tokens that are not ended is over; undefined if none will be. */
  nextExpiry(): Promise<number | undefined>;
  /** Ends all tokens that are over by then. */
  expire(ask: { now: number }): Promise<readonly EndedSession[]>;
  /** Changes what others see of a bot; absent stays as it is. */
  change(ask: BotAct & { name?: { text: string; key: string }; about?: string }): Promise<void>;
  /** Turns the account into a placeholder and ends its tokens. */
  delete(ask: BotAct): Promise<readonly EndedSession[]>;
}
