import { median } from './spread.ts';

/** A run says what it cost the load generator itself: when that drifts, something else was measured than Sup. */
export interface Loaded {
  readonly loadMicrosPerDelivery: number;
}

/** A run of Sup, and the run of the floor that followed it. */
export interface Pair<Sup extends Loaded = Loaded, Floor extends Loaded = Loaded> {
  readonly sup: Sup;
  readonly floor: Floor;
}

/** The load generator's own CPU per delivery may drift this far from the median before a run is void. */
export const driftMax = 0.25;

/** The pairs in which the load generator cost what it usually does; the others are void. */
export function steadyPairs<Sup extends Loaded, Floor extends Loaded>(
  pairs: readonly Pair<Sup, Floor>[],
): Pair<Sup, Floor>[] {
  const usual = {
    sup: median(pairs.map(({ sup }) => sup.loadMicrosPerDelivery)),
    floor: median(pairs.map(({ floor }) => floor.loadMicrosPerDelivery)),
  };
  const drifted = (run: Loaded, usually: number) =>
    Math.abs(run.loadMicrosPerDelivery - usually) > usually * driftMax;
  return pairs.filter(({ sup, floor }) => !drifted(sup, usual.sup) && !drifted(floor, usual.floor));
}
