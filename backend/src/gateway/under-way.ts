/** Counts what is under way, so that a stop can wait for it. */
export class UnderWay {
  #count = 0;
  #waiting: (() => void)[] = [];

  /** Begins one; the answer ends it. */
  begin(): () => void {
    this.#count += 1;
    return () => {
      this.#count -= 1;
      if (this.#count === 0) for (const wake of this.#waiting.splice(0)) wake();
    };
  }

  /** Resolves once nothing is under way. */
  async whenIdle(): Promise<void> {
    if (this.#count > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
