// How much text one answer carries.
//
// An answer waits for its reader like all that is sent, and who lets 1 MiB wait is closed as too slow (R17). A page of a
// hundred long messages is several times that: whoever is on a slow line would be closed each time they ask. A client
// asks for four rooms at a time, so an answer has an eighth.
import { limits } from '@sup/protocol';

/** A run of items: from the first index to the one before the second. */
export type Run = readonly [from: number, to: number];

/** The text of an entry or message; one that is deleted has none. */
type Body = string | null | undefined;

const bytesOf = (body: Body): number => (body ? Buffer.byteLength(body) : 0);

/**
 * The longest run around an item whose bodies fit into one answer; at least that item. It grows on both sides in turn,
 * so that what is asked for stands in the middle where there is more on both.
 */
export function portionAround(bodies: readonly Body[], at: number): Run {
  let [from, to] = [at, Math.min(at + 1, bodies.length)];
  let bytes = bytesOf(bodies[at]);
  const fits = (index: number) => {
    const more = bytesOf(bodies[index]);
    if (bytes + more > limits.answerBodyBytesMax) return false;
    bytes += more;
    return true;
  };
  let [below, above] = [from > 0, to < bodies.length];
  while (below || above) {
    if (below) below = fits(from - 1) && --from > 0;
    if (above) above = fits(to) && ++to < bodies.length;
  }
  return [from, to];
}
