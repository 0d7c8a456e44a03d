import type { RoomId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { SupClient } from './sup-client.ts';
import { Wheel } from './wheel.ts';

/** A client, what it has, and whether its person looks at the room. */
export interface Habitual {
  readonly client: SupClient;
  readonly room: RoomId;
  readonly isLooking: boolean;
  /** The last seq it has. */
  have(): number;
}

interface Told {
  delivered: number;
  read: number;
}

const tickMs = 100;
/** How often the SDK tells of reading in rooms where the others are not told. */
const largeRoomReadMs = 30_000;

/**
 * What clients say without being asked, as the SDK does: at most every 2 s that they have received (small rooms only);
 * where somebody looks that they have read, every 2 s in small rooms and every 30 s in large ones; and the heartbeat.
 * One wheel for all, each client at its own place on it.
 */
export class Habits {
  readonly #people: readonly Habitual[];
  readonly #told: Told[];
  readonly #isSmall: boolean;
  readonly #wheel = new Wheel(tickMs, (tick) => this.#turn(tick));
  /** Frames sent so far. */
  framesSent = 0;

  constructor(people: readonly Habitual[], membersOfRoom: number) {
    this.#people = people;
    this.#told = people.map((person) => ({ delivered: person.have(), read: person.have() }));
    this.#isSmall = membersOfRoom <= limits.receiptRoomMembersMax;
  }

  start(): void {
    this.#wheel.start();
  }

  stop(): void {
    this.#wheel.stop();
  }

  #turn(tick: number): void {
    const readMs = this.#isSmall ? limits.receiptDebounceMs : largeRoomReadMs;
    const each = (periodMs: number, act: (person: Habitual, told: Told) => void) =>
      this.#each({ tick, periodMs }, act);
    each(readMs, (person, told) => this.#tellRead(person, told));
    if (this.#isSmall) each(limits.receiptDebounceMs, (person, told) => this.#tellDelivered(person, told));
    each(limits.heartbeatMs, ({ client }) => {
      this.framesSent += 1;
      client.tell({ type: 'ping' });
    });
  }

  /** Calls for those clients whose turn it is now, in a wheel that turns once in `periodMs`. */
  #each(
    { tick, periodMs }: { tick: number; periodMs: number },
    act: (person: Habitual, told: Told) => void,
  ): void {
    const slots = periodMs / tickMs;
    for (let index = tick % slots; index < this.#people.length; index += slots) {
      const person = this.#people[index];
      const told = this.#told[index];
      if (person && told) act(person, told);
    }
  }

  #tellRead({ client, room, isLooking, have }: Habitual, told: Told): void {
    const seq = have();
    if (!isLooking || seq <= told.read) return;
    told.read = seq;
    this.framesSent += 1;
    // Its answer says nothing the bench needs, but a refusal would be a fault of the run.
    void client.ask('receipt.read', { room, seq });
  }

  #tellDelivered({ client, room, have }: Habitual, told: Told): void {
    const seq = have();
    if (seq <= Math.max(told.delivered, told.read)) return;
    told.delivered = seq;
    this.framesSent += 1;
    client.tell({ type: 'receipt.delivered', heads: { [room]: seq } });
  }
}
