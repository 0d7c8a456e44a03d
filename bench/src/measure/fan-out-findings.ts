import type { FanOutResult } from '../load/jobs.ts';
import type { Measured } from './alternate.ts';
import { fitLine } from './fit.ts';
import type { Findings } from './report.ts';
import { quantile, spread } from './spread.ts';
import type { Pair } from './steady.ts';

/** A run of the floor, and milliseconds of bare commits at the same pace in Sup's folder. */
export interface FanOutFloor extends FanOutResult {
  readonly commitMs: readonly number[];
}

type RunPair = Pair<FanOutResult, FanOutFloor>;

/** A room's shape with what was measured in it. */
export interface ShapeMeasured {
  readonly members: number;
  readonly looking: number;
  readonly measured: Measured<FanOutResult, FanOutFloor>;
}

/** The runs of one round, by shape. */
interface Round {
  readonly everyoneLooks: readonly { members: number; pair: RunPair }[];
  readonly largest: RunPair;
  readonly quiet: FanOutResult;
  /** Bare commits beside all of its rooms. */
  readonly commitMs: readonly number[];
}

const musts = [
  { figure: 'floorRatio', atMost: 1.4 },
  { figure: 'quietRoomRatio', atMost: 1 / 8 },
  { figure: 'lastDeliveryFloorRatio', atMost: 2 },
];

/** Makes the figures of the scenario from the runs of its rooms; each figure is taken round by round, then spread. */
export function fanOutFindings(shapes: readonly ShapeMeasured[]): Findings {
  const rounds = roundsOf(shapes);
  const over = (figure: (round: Round) => number) => spread(rounds.map(figure));
  const pairs = shapes.flatMap(({ measured }) => measured.pairs);
  const sum = (count: (run: FanOutResult) => number) =>
    pairs.reduce((total, { sup, floor }) => total + count(sup) + count(floor), 0);
  return {
    name: 'fan-out',
    runs: rounds.length,
    voidRuns: shapes.reduce((total, { measured }) => total + measured.voidRuns, 0),
    figures: {
      cpuMicrosPerMessage: over((round) => lineOf(round).intercept),
      cpuMicrosPerReceiver: over((round) => lineOf(round).slope),
      floorMicrosPerReceiver: over(({ largest }) => largest.floor.serverMicrosPerFrame),
      floorRatio: over(({ largest }) => ratioOf(largest)),
      quietRoomRatio: over(
        ({ quiet, largest }) => quiet.serverMicrosPerMessage / largest.sup.serverMicrosPerMessage,
      ),
      lastDeliveryP99Ms: over(({ largest }) => largest.sup.lastDeliveryP99Ms),
      floorLastDeliveryP99Ms: over(({ largest }) => largest.floor.lastDeliveryP99Ms),
      lastDeliveryFloorRatio: over(
        ({ largest }) => largest.sup.lastDeliveryP99Ms / largest.floor.lastDeliveryP99Ms,
      ),
      lastDeliveryAfterAckP99Ms: over(({ largest }) => largest.sup.lastDeliveryAfterAckP99Ms),
      floorCommitP99Ms: over(({ commitMs }) => quantile(commitMs, 0.99)),
      floorCommitMaxMs: over(({ commitMs }) => Math.max(...commitMs)),
      ackP50Ms: over(({ largest }) => largest.sup.ackP50Ms),
      ackP99Ms: over(({ largest }) => largest.sup.ackP99Ms),
      idleMicrosPerSecond: over(({ largest }) => largest.sup.idleMicrosPerSecond),
      loadMicrosPerDelivery: over(({ largest }) => largest.sup.loadMicrosPerDelivery),
      ...Object.fromEntries(
        shapes.flatMap(({ members, looking, measured }) => ofShape(members, looking, measured)),
      ),
    },
    exact: {
      deliveries: sum(({ deliveries }) => deliveries),
      lost: sum(({ lost }) => lost),
      duplicated: sum(({ duplicated }) => duplicated),
    },
    musts,
  };
}

/** The rounds in which every shape has a run that counts. */
function roundsOf(shapes: readonly ShapeMeasured[]): Round[] {
  const count = Math.min(...shapes.map(({ measured }) => measured.pairs.length));
  return Array.from({ length: count }, (_, index) => {
    const all = shapes.flatMap(({ members, looking, measured }) => {
      const pair = measured.pairs[index];
      return pair ? [{ members, looking, pair }] : [];
    });
    const everyoneLooks = all.filter(({ members, looking }) => members === looking);
    const largest = everyoneLooks.toSorted((a, b) => b.members - a.members)[0];
    const quiet = all.find(({ members, looking }) => looking < members);
    if (!largest || !quiet)
      throw new RangeError('a round needs rooms in which all look and one in which few do');
    const commitMs = all.flatMap(({ pair }) => pair.floor.commitMs);
    return { everyoneLooks, largest: largest.pair, quiet: quiet.pair.sup, commitMs };
  });
}

/** CPU of a message over the number of receivers. */
function lineOf({ everyoneLooks }: Round): { intercept: number; slope: number } {
  return fitLine(
    everyoneLooks.map(({ members, pair }) => ({ x: members, y: pair.sup.serverMicrosPerMessage })),
  );
}

/** Total CPU over frames, against the same of the floor. */
function ratioOf({ sup, floor }: RunPair): number {
  return sup.serverMicrosPerFrame / floor.serverMicrosPerFrame;
}

function ofShape(members: number, looking: number, { pairs }: ShapeMeasured['measured']) {
  const name = members === looking ? `roomOf${members}` : `roomOf${members}Looking${looking}`;
  return [
    [`${name}.cpuMicrosPerMessage`, spread(pairs.map(({ sup }) => sup.serverMicrosPerMessage))],
    [`${name}.floorMicrosPerMessage`, spread(pairs.map(({ floor }) => floor.serverMicrosPerMessage))],
    [`${name}.ackP50Ms`, spread(pairs.map(({ sup }) => sup.ackP50Ms))],
    [`${name}.lastDeliveryP99Ms`, spread(pairs.map(({ sup }) => sup.lastDeliveryP99Ms))],
    [`${name}.otherFramesPerMessage`, spread(pairs.map(({ sup }) => sup.otherFrames / sup.messages))],
  ] as const;
}
