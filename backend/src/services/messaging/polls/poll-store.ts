import type { MessageId, RoomId, UserId } from '@sup/protocol';

/** What was voted, at a rev of the votes. */
export interface Tally {
  readonly rev: number;
  readonly count: { readonly votes: readonly number[]; readonly voters: number };
  /** `closing`: it is final, and is to be told as such. */
  readonly state: 'open' | 'closing' | 'closed';
  /** Whether it has anything that was not told and may be. */
  readonly isNews: boolean;
}

export interface Vote {
  readonly message: MessageId;
  /** Where it is: only who is a member there votes. */
  readonly room: RoomId;
  readonly user: UserId;
  readonly choices: readonly number[];
  readonly now: number;
}

/** Port: votes, which are rows and no entries of a log. Each write is whole and durable when it resolves. */
export interface PollStore {
  /**
   * Puts a person's vote in the place of the one before, also in their own stream. Answers when it is to be told, if so.
   * Throws poll-closed, message-deleted, room-not-found; invalid-input for choices that it does not have.
   */
  vote(vote: Vote): Promise<{ readonly dueAt?: number }>;
  /** From here on nobody votes; repeating it changes nothing. Throws message-deleted. */
  freeze(message: MessageId, now: number): Promise<void>;
  /** Counts, after closing what is to be closed by `now`; undefined if the poll is gone. */
  count(message: MessageId, now: number): Promise<Tally | undefined>;
  /** What was counted at `rev` is told; closes the poll for good where it was closing. */
  told(ask: { message: MessageId; rev: number; closed: boolean; now: number }): Promise<void>;
  /** It cannot be told now. */
  postpone(message: MessageId, until: number): Promise<void>;
  /** What somebody voted, ascending. */
  mine(message: MessageId, user: UserId): Promise<readonly number[]>;
  /** Who chose each, up to `max` of them; undefined if the poll is anonymous or gone. */
  who(message: MessageId, max: number): Promise<readonly (readonly UserId[])[] | undefined>;
  /** When the earliest has something to be done. */
  next(): Promise<number | undefined>;
  /** Those with something to be done by `now`, earliest first. */
  due(now: number, limit: number): Promise<readonly MessageId[]>;
}
