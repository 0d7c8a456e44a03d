// The door of polls: what becomes of a message that asks something.
import type { Ack, MessageId, PollGot, RevDone, RoomId, VoteInput } from '@sup/protocol';
import type { Caller } from '../../caller.ts';

export interface PollPlace {
  readonly room: RoomId;
  readonly message: MessageId;
}

export interface Polls {
  /** In place of all that the caller voted before; answers the rev of their own stream that says so. */
  vote(by: Caller, ask: VoteInput): Promise<RevDone>;
  /** What the caller voted, and, unless it is anonymous, who voted what. */
  get(by: Caller, ask: PollPlace): Promise<PollGot>;
  /** Nobody votes any more, and what was voted is told, when this resolves. */
  close(by: Caller, ask: PollPlace): Promise<Ack>;
  /** A poll was sent that closes by itself. */
  opened(closesAt: number): void;
}
