// What I voted in polls: as my own stream has it, and over that what this device has not told the server yet.
import type { MessageId, RoomId } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import type { Errands } from './errands.ts';
import type { OwnStream } from './own-stream.ts';

export interface VotesParts {
  readonly errands: Pick<Errands, 'put' | 'find'>;
  readonly own: Pick<OwnStream, 'setting'>;
  /** What is shown of polls may be another. */
  changed(): void;
}

const none: readonly number[] = [];

export class Votes {
  readonly #parts: VotesParts;

  constructor(parts: VotesParts) {
    this.#parts = parts;
  }

  /** The same object until it changed. */
  readonly mine = (message: MessageId): readonly number[] => {
    const { errands, own } = this.#parts;
    const key = stateKey.vote(message);
    const errand = errands.find('poll.vote', key);
    if (errand) return errand.input.choices;
    // The server writes this key, and nobody else does.
    return (own.setting(key) as { choices: readonly number[] } | undefined)?.choices ?? none;
  };

  /** In place of what I voted before: shown at once, told now or when there is a connection again. */
  vote(place: { room: RoomId; message: MessageId }, choices: readonly number[]): void {
    const input = { ...place, choices: choices.toSorted((one, other) => one - other) };
    this.#parts.errands.put(stateKey.vote(place.message), { type: 'poll.vote', input });
    this.#parts.changed();
  }
}
