/** What arrived where, by seq: nothing is counted that was not seen, and nothing twice. */
export class Ledger {
  /** The last seq each receiver has; -1 for one that is not to receive. */
  readonly #have: number[];
  #deliveries = 0;
  #duplicated = 0;
  #skipped = 0;

  constructor(receivers: number) {
    this.#have = new Array<number>(receivers).fill(-1);
  }

  /** From now on the receiver must get every seq after `head`. */
  start(receiver: number, head: number): void {
    this.#have[receiver] = head;
  }

  /** Answers whether the entry is new to the receiver. */
  received(receiver: number, seq: number): boolean {
    const have = this.have(receiver);
    if (have < 0) throw new Error(`receiver ${receiver} got seq ${seq} of a room that it has not opened`);
    if (seq <= have) {
      this.#duplicated += 1;
      return false;
    }
    this.#skipped += seq - have - 1;
    this.#have[receiver] = seq;
    this.#deliveries += 1;
    return true;
  }

  /** The last seq the receiver has. */
  have(receiver: number): number {
    return this.#have[receiver] ?? -1;
  }

  get deliveries(): number {
    return this.#deliveries;
  }

  get duplicated(): number {
    return this.#duplicated;
  }

  /** Entries up to `head` that the receiver did not get at the end of its log. */
  behind(receiver: number, head: number): number {
    const have = this.have(receiver);
    return have < 0 ? 0 : Math.max(0, head - have);
  }

  /** Entries up to `head` that receivers who are to get them have not got. */
  lost(head: number): number {
    return this.#have.reduce((sum, _, receiver) => sum + this.behind(receiver, head), this.#skipped);
  }

  /** Entries that were jumped over: a later one came, they never did in their place. */
  get skipped(): number {
    return this.#skipped;
  }
}
