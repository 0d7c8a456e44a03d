import type { Cmid, Command, InvocationId, InvocationView, RoomId, UserId } from '@sup/protocol';

/** A command that was given. */
export interface Invocation {
  readonly id: InvocationId;
  readonly room: RoomId;
  readonly by: UserId;
  readonly bot: UserId;
  readonly slot: number;
  readonly until: number;
  readonly state: 'waiting' | 'answered' | 'over';
}

export interface NewInvocation {
  readonly view: InvocationView;
  readonly bot: UserId;
  readonly cmid: Cmid;
  readonly digest: string;
  readonly waitingMax: number;
}

/** Port: what bots offer, and what they were given. A write changes the bot's own stream with it. */
export interface CommandStore {
  /** In place of all that the bot offered before. */
  offer(ask: { bot: UserId; commands: readonly Command[] }): Promise<void>;
  /** Of all bots that offer any. */
  offered(): Promise<ReadonlyMap<UserId, readonly Command[]>>;
  /** Keeps it once for all tries of a cmid. Throws cmid-conflict, and rate-limited where too many wait for the bot. */
  invoke(ask: NewInvocation): Promise<{ invocation: Invocation; isNew: boolean }>;
  get(id: InvocationId): Promise<Invocation | undefined>;
  /** Takes it out of the bot's own stream; false if it did not wait any more. */
  answered(ask: { id: InvocationId }): Promise<boolean>;
  /** When the first of those that wait is over. */
  nextEnd(): Promise<number | undefined>;
  /** Ends those that are over by then, and forgets what is long past. Answers which they were. */
  end(ask: { now: number; forgetBefore: number }): Promise<readonly Pick<Invocation, 'bot' | 'slot'>[]>;
}
