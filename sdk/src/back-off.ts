/** How long to wait before the next try, in ms. `chance` is in [0, 1). */
export interface Wait {
  /** Tries since it last went well: 0 for the first. */
  readonly tries: number;
  readonly chance: number;
}

/** The connection: three tries within a second each, then exponential with full jitter up to 30 s. */
export function reconnectDelayMs({ tries, chance }: Wait): number {
  const ceiling = tries < 3 ? 1_000 : Math.min(30_000, 1_000 * 2 ** (tries - 2));
  return Math.round(ceiling * chance);
}

/** A refused or unanswered write: 1 s doubling to 60 s, of which half is chance, so that it is never at once. */
export function resendDelayMs({ tries, chance }: Wait): number {
  const ceiling = Math.min(60_000, 1_000 * 2 ** tries);
  return Math.round(ceiling / 2 + (ceiling / 2) * chance);
}

/** A fresh number in [0, 1) from two random bytes. */
export function chanceOf(bytes: Uint8Array): number {
  return ((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) / 65_536;
}
