// What keeps a town awake: people look away and back, close their laptops and come back, begin to type and stop. Each of
// these is a transition, of which others are told.
import { raise } from './connection.ts';
import type { Citizen, Town } from './town.ts';

const tickMs = 10;
/** How often somebody looks away or back, goes, begins to type: in all, one transition a person every 15 s. */
const looksPerSecond = 1 / 50;
const goesPerSecond = 1 / 250;
const typesPerSecond = 1 / 50;
/** Long enough away that the others are told. */
const awayMs = 10_000;
const typingMs = 2_000;

export class Unrest {
  readonly #town: Town;
  readonly #looks: Turns;
  readonly #goes: Turns;
  readonly #types: Turns;
  readonly #away = new Set<Citizen>();
  /** Who is gone or types, and until when; the first ends first. */
  readonly #gone: { citizen: Citizen; untilMs: number }[] = [];
  readonly #typing: { citizen: Citizen; untilMs: number }[] = [];
  readonly #coming = new Set<Promise<void>>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #turnedAtMs = 0;
  transitions = 0;
  /** How many are to learn of the transitions, summed up. */
  audience = 0;

  constructor(town: Town) {
    const people = town.residents.length + town.restless.length;
    this.#town = town;
    this.#looks = new Turns(town.residents, people * looksPerSecond);
    // Half a round apart, so that nobody does both at once.
    const half = town.residents.length / 2;
    const others = [...town.residents.slice(half), ...town.residents.slice(0, half)];
    this.#types = new Turns(others, people * typesPerSecond);
    this.#goes = new Turns(town.restless, people * goesPerSecond);
  }

  start(): void {
    this.#turnedAtMs = performance.now();
    this.#timer = setInterval(() => this.#turn(), tickMs);
  }

  /** Nothing begins any more; resolves when those who were coming are there. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#coming);
  }

  #turn(): void {
    const now = performance.now();
    const ms = now - this.#turnedAtMs;
    this.#turnedAtMs = now;
    for (const citizen of this.#looks.due(ms)) this.#look(citizen);
    for (const citizen of this.#types.due(ms)) this.#type(citizen, now);
    for (const citizen of this.#goes.due(ms)) this.#go(citizen, now);
    for (const citizen of due(this.#typing, now)) this.#tellTyping(citizen, false);
    for (const citizen of due(this.#gone, now)) this.#come(citizen);
  }

  #look(citizen: Citizen): void {
    const status = this.#away.delete(citizen) ? 'online' : 'away';
    if (status === 'away') this.#away.add(citizen);
    citizen.client?.tell({ type: 'presence.set', status });
    this.#count(this.#town.audience(citizen).presence);
  }

  #type(citizen: Citizen, now: number): void {
    this.#typing.push({ citizen, untilMs: now + typingMs });
    this.#tellTyping(citizen, true);
  }

  #tellTyping(citizen: Citizen, on: boolean): void {
    citizen.client?.tell({ type: 'typing', room: citizen.team.room, on });
    this.#count(this.#town.audience(citizen).typing);
  }

  #go(citizen: Citizen, now: number): void {
    // Somebody whose coming back takes longer than everyone's turn stays gone.
    if (!citizen.client) return;
    this.#town.go(citizen);
    this.#gone.push({ citizen, untilMs: now + awayMs });
    this.#count(this.#town.audience(citizen).presence);
  }

  #come(citizen: Citizen): void {
    const coming = this.#town.come(citizen).catch((error: unknown) => {
      raise(error instanceof Error ? error : new Error(String(error)));
    });
    this.#coming.add(coming);
    void coming.finally(() => this.#coming.delete(coming));
    this.#count(this.#town.audience(citizen).presence);
  }

  #count(audience: number): void {
    this.transitions += 1;
    this.audience += audience;
  }
}

/** Everyone in turn, so many a second. */
class Turns {
  readonly #citizens: readonly Citizen[];
  readonly #perSecond: number;
  #due = 0;
  #next = 0;

  constructor(citizens: readonly Citizen[], perSecond: number) {
    this.#citizens = citizens;
    this.#perSecond = perSecond;
  }

  /** Those whose turn it is, `ms` after they were asked for last. */
  due(ms: number): readonly Citizen[] {
    this.#due += (ms / 1_000) * this.#perSecond;
    const count = Math.floor(this.#due);
    this.#due -= count;
    const from = this.#next;
    this.#next = (from + count) % this.#citizens.length;
    return Array.from(
      { length: count },
      (_, place) => this.#citizens[(from + place) % this.#citizens.length],
    ).filter((citizen) => citizen !== undefined);
  }
}

/** Takes out those whose time has come. */
function due(waiting: { citizen: Citizen; untilMs: number }[], now: number): readonly Citizen[] {
  const later = waiting.findIndex(({ untilMs }) => untilMs > now);
  return waiting.splice(0, later < 0 ? waiting.length : later).map(({ citizen }) => citizen);
}
