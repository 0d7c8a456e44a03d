import { expect } from 'vitest';

/** Looks again and again until it fits, as long as a busy machine may need; `what` says what was waited for. */
export function soon<Value>(look: () => Value | Promise<Value>, what?: string) {
  return expect.poll(look, { timeout: 12_000, ...(what === undefined ? {} : { message: what }) });
}
