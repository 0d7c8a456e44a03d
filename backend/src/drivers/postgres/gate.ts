/** Somebody's leave to be inside. */
export interface Pass {
  /** Goes out and comes in again once nobody else is inside; nobody else comes in until then. */
  alone(): Promise<void>;
  leave(): void;
}

/**
 * Lets many in at once, or one alone. Writes that were in each other's way come in alone the next time: however many
 * want the same row, each of them gets its turn.
 */
export class Gate {
  #inside = 0;
  #isAlone = false;
  readonly #waitingAlone: (() => void)[] = [];
  #waiting: (() => void)[] = [];

  async enter(): Promise<Pass> {
    while (this.#isAlone || this.#waitingAlone.length > 0)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#inside += 1;
    let isAlone = false;
    return {
      alone: async () => {
        if (isAlone) return;
        isAlone = true;
        this.#inside -= 1;
        const turn = new Promise<void>((resolve) => this.#waitingAlone.push(resolve));
        this.#next();
        await turn;
      },
      leave: () => {
        if (isAlone) this.#isAlone = false;
        else this.#inside -= 1;
        this.#next();
      },
    };
  }

  #next(): void {
    if (this.#isAlone) return;
    if (this.#waitingAlone.length > 0) {
      if (this.#inside > 0) return;
      this.#isAlone = true;
      this.#waitingAlone.shift()?.();
      return;
    }
    for (const enter of this.#waiting.splice(0)) enter();
  }
}
