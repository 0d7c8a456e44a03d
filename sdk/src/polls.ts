// The polls of one room: a vote is an errand, the rest is asked of the server at once.
import type { MessageId, PollView, RoomId } from '@sup/protocol';
import { readPoll } from '@sup/protocol/wire';
import type { Connection } from './connection.ts';
import type { Polls as PollsDoor, PollVoters } from './doors.ts';
import type { PollShown } from './snapshots.ts';
import type { Users } from './users.ts';
import type { Votes } from './votes.ts';

export interface PollsParts {
  readonly connection: Pick<Connection, 'ask'>;
  readonly votes: Pick<Votes, 'vote' | 'mine'>;
  readonly users: Pick<Users, 'add'>;
}

export class Polls implements PollsDoor {
  readonly #room: RoomId;
  readonly #parts: PollsParts;
  /** What I voted; the same object until it changed. */
  readonly mine: (message: MessageId) => readonly number[];

  constructor(room: RoomId, parts: PollsParts) {
    this.#room = room;
    this.#parts = parts;
    this.mine = parts.votes.mine;
  }

  vote(message: MessageId, choices: readonly number[]): void {
    this.#parts.votes.vote({ room: this.#room, message }, choices);
  }

  async voters(message: MessageId): Promise<PollVoters> {
    const { who, users } = await this.#parts.connection.ask('poll.get', { room: this.#room, message });
    this.#parts.users.add(users);
    return who;
  }

  async close(message: MessageId): Promise<void> {
    await this.#parts.connection.ask('poll.close', { room: this.#room, message });
  }
}

/** What a screen shows of a poll; undefined where its words are gone. */
export function pollShown(
  poll: PollView | undefined,
  body: string | null,
  mine: readonly number[],
): PollShown | undefined {
  const words = poll && body !== null ? readPoll(body, poll.choices) : undefined;
  return words && poll && { ...poll, ...words, mine };
}
