// A town of teams: everybody is connected, has their team's room open and watches those whom the SDK would show beside
// it, which are the team and the people of their direct rooms. Some of a team come and go, the others stay and write.
import type { DownFrame } from '@sup/protocol';
import type { FanOutRoom } from './fan-out.ts';
import { FrameMemory } from './frame-memory.ts';
import { Habits } from './habits.ts';
import { Heartbeats } from './heartbeats.ts';
import type { StormPerson, StormTeam } from './jobs.ts';
import { Ledger } from './ledger.ts';
import { SupClient } from './sup-client.ts';
import { newCmid } from './sup-room.ts';
import { textOf } from './text.ts';

const connectingAtOnce = 20;
/** Members of each team who come and go. */
const restlessPerTeam = 10;

/** Somebody of the town. */
export interface Citizen {
  readonly team: Team;
  readonly person: StormPerson;
  /** Place in the ledger; undefined for those who come and go. */
  readonly receiver: number | undefined;
  /** Another one each time they come back. */
  client: SupClient | undefined;
}

interface Team extends StormTeam {
  readonly number: number;
  head: number;
}

export class Town implements FanOutRoom {
  readonly ledger: Ledger;
  readonly lastAt = new Map<number, number>();
  readonly receivers: number;
  /** Those who stay; neighbours in the list are of different teams. */
  readonly residents: readonly Citizen[];
  readonly restless: readonly Citizen[];
  readonly #port: number;
  readonly #teams: readonly Team[];
  readonly #memory = new FrameMemory();
  readonly #heartbeats = new Heartbeats((index) => this.#beating[index]?.client?.tell({ type: 'ping' }));
  /** Those whose heart nobody else beats. */
  #beating: readonly Citizen[] = [];
  #habits: Habits | undefined;
  #sends = 0;
  #frames = 0;
  #frameBytes = 0;
  #otherFrames = 0;
  presenceFrames = 0;
  typingFrames = 0;

  constructor(port: number, teams: readonly StormTeam[]) {
    this.#port = port;
    this.#teams = teams.map((team, number) => ({ ...team, number, head: 0 }));
    const size = Math.min(...teams.map(({ people }) => people.length));
    this.receivers = size - restlessPerTeam;
    this.residents = this.#citizens(0, this.receivers, true);
    this.restless = this.#citizens(this.receivers, size, false);
    this.ledger = new Ledger(this.residents.length);
  }

  /** How many learn of somebody: who watches them, or who is told that they type. */
  audience({ team, person }: Citizen): { presence: number; typing: number } {
    const mates = team.people.length - 1;
    return { presence: mates + person.peers.length, typing: mates };
  }

  async connect(): Promise<void> {
    const all = [...this.residents, ...this.restless];
    // From the first on: when the last one comes, the first would have been silent for too long.
    this.#beating = all;
    this.#heartbeats.startFor(all.length);
    for (let from = 0; from < all.length; from += connectingAtOnce)
      await Promise.all(all.slice(from, from + connectingAtOnce).map((citizen) => this.come(citizen)));
  }

  /** What the SDK says without being asked, from now on. */
  startHabits(): void {
    const people = this.residents.flatMap(({ client, team, receiver = 0 }) =>
      client ? [{ client, room: team.room, isLooking: true, have: () => this.ledger.have(receiver) }] : [],
    );
    this.#habits = new Habits(people, this.receivers + restlessPerTeam);
    this.#habits.start();
    this.#beating = this.restless;
    this.#heartbeats.startFor(this.restless.length);
  }

  /** Somebody connects, opens their room and watches those whom it shows. */
  async come(citizen: Citizen): Promise<void> {
    const { team, person, receiver } = citizen;
    const client = new SupClient({
      port: this.#port,
      person,
      memory: this.#memory,
      entries: (frame) => this.#received(citizen, frame),
      other: (frame) => this.#heard(frame),
    });
    await client.connect();
    const { head } = await client.ask('room.open', { room: team.room });
    team.head = Math.max(team.head, head);
    if (receiver !== undefined) this.ledger.start(receiver, head);
    const mates = team.people.filter(({ id }) => id !== person.id).map(({ id }) => id);
    await client.ask('presence.watch', { users: [...mates, ...person.peers] });
    citizen.client = client;
  }

  /** Somebody closes their laptop. */
  go(citizen: Citizen): void {
    citizen.client?.close();
    citizen.client = undefined;
  }

  /** The next team gets a message of one of those who stay. */
  async send(): Promise<number> {
    this.#sends += 1;
    const sender = this.residents[this.#sends % this.residents.length];
    if (!sender?.client) throw new Error('who stays is connected');
    const { team, client } = sender;
    const ack = await client.ask('message.send', {
      room: team.room,
      cmid: newCmid(),
      since: team.head,
      body: textOf(this.#sends),
    });
    team.head = Math.max(team.head, ack.seq);
    return this.#placeOf(team, ack.seq);
  }

  lost = (): number =>
    this.residents.reduce(
      (sum, { team, receiver = 0 }) => sum + this.ledger.behind(receiver, team.head),
      this.ledger.skipped,
    );
  frameBytes = (): number => this.#frameBytes;
  frames = (): number => this.#frames;
  habitFrames = (): number => (this.#habits?.framesSent ?? 0) + this.#heartbeats.sent;
  otherFrames = (): number => this.#otherFrames;

  close(): void {
    this.#habits?.stop();
    this.#heartbeats.stop();
    for (const citizen of [...this.residents, ...this.restless]) this.go(citizen);
  }

  #citizens(from: number, to: number, stay: boolean): Citizen[] {
    const citizens: Citizen[] = [];
    for (let place = from; place < to; place += 1) {
      for (const team of this.#teams) {
        const person = team.people[place];
        if (!person) throw new RangeError('teams have one size');
        citizens.push({ team, person, receiver: stay ? citizens.length : undefined, client: undefined });
      }
    }
    return citizens;
  }

  #received({ team, receiver }: Citizen, frame: DownFrame<'entries'>): void {
    if (receiver === undefined || frame.room !== team.room) return;
    this.#frames += 1;
    const now = performance.now();
    for (const { seq } of frame.entries) {
      if (this.ledger.received(receiver, seq)) this.lastAt.set(this.#placeOf(team, seq), now);
    }
    if (frame.entries.length === 1) this.#frameBytes ||= JSON.stringify(frame).length;
  }

  #heard({ type }: DownFrame): void {
    this.#otherFrames += 1;
    if (type === 'presence') this.presenceFrames += 1;
    else if (type === 'typing') this.typingFrames += 1;
  }

  /** One number for a seq of a team. */
  #placeOf({ number }: Team, seq: number): number {
    return seq * this.#teams.length + number;
  }
}
