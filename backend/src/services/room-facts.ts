// What receipts and typing have to know of a room. They ask often and a little late is good enough for them,
// so answers are remembered for a while; nothing that guards content may be decided by this.
import type { RoomId, UserId } from '@sup/protocol';
import type { Clock } from '../clock.ts';
import type { RoomIndex } from './rooms/room-index.ts';

/** How long an answer is good: a change of members is noticed this late. */
const goodForMs = 5_000;
const rememberedMax = 20_000;

export interface RoomFactsParts {
  readonly rooms: Pick<RoomIndex, 'room' | 'membership' | 'memberIds'>;
  readonly users: { blocks(user: UserId, other: UserId): Promise<boolean> };
  readonly clock: Clock;
}

interface Facts {
  readonly memberCount: number;
  /** The two people of a direct room; empty in other rooms and in the room with oneself. */
  readonly pair: readonly UserId[];
  /** The room's setting. */
  readonly hidesReceipts: boolean;
}

export class RoomFacts {
  readonly #parts: RoomFactsParts;
  readonly #facts: Remembered<Facts | undefined>;
  readonly #members: Remembered<boolean>;

  constructor(parts: RoomFactsParts) {
    this.#parts = parts;
    this.#facts = new Remembered(parts.clock);
    this.#members = new Remembered(parts.clock);
  }

  /** How many people are in the room; 0 if there is no such room. */
  async memberCount(room: RoomId): Promise<number> {
    return (await this.#of(room))?.memberCount ?? 0;
  }

  async hidesReceipts(room: RoomId): Promise<boolean> {
    return (await this.#of(room))?.hidesReceipts ?? false;
  }

  isMember(room: RoomId, user: UserId): Promise<boolean> {
    return this.#members.get(room + user, async () => {
      return (await this.#parts.rooms.membership(room, user)) !== undefined;
    });
  }

  /** True in a direct room where one blocks the other: neither is to learn what the other does (R49). */
  async isSilenced(room: RoomId): Promise<boolean> {
    const [one, other] = (await this.#of(room))?.pair ?? [];
    if (!one || !other) return false;
    const { blocks } = this.#parts.users;
    const [first, second] = await Promise.all([blocks(one, other), blocks(other, one)]);
    return first || second;
  }

  #of(room: RoomId): Promise<Facts | undefined> {
    return this.#facts.get(room, async () => {
      const row = await this.#parts.rooms.room(room);
      if (!row) return undefined;
      const isPair = row.info.kind === 'direct' && row.memberCount === 2;
      const pair = isPair ? await this.#parts.rooms.memberIds(room) : [];
      return { memberCount: row.memberCount, pair, hidesReceipts: row.info.settings?.hidesReceipts ?? false };
    });
  }
}

/** Answers by key, each good for a while; the oldest make room for new ones. */
class Remembered<Answer> {
  readonly #clock: Clock;
  readonly #answers = new Map<string, { answer: Answer; until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(key);
    if (known && known.until > this.#clock.monotonic()) return known.answer;
    const answer = await ask();
    this.#answers.delete(key);
    this.#answers.set(key, { answer, until: this.#clock.monotonic() + goodForMs });
    if (this.#answers.size > rememberedMax) {
      const [oldest] = this.#answers.keys();
      if (oldest !== undefined) this.#answers.delete(oldest);
    }
    return answer;
  }
}
