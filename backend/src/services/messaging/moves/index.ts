import type { Stoppable } from '../../../clock.ts';
import { resume } from './between.ts';
import { move } from './move.ts';
import type { Moves } from './moves.ts';
import type { MovesParts } from './moves-parts.ts';
import { undo } from './undo.ts';

const resumeEveryMs = 30_000;
/** A move this old is nobody's work any more. */
const abandonedMs = 30_000;
/** So long a retry is told how its move ended. */
const keptMs = 24 * 3_600_000;

/** Builds moves, and takes up what the last process left unfinished. `stop` ends its housekeeping. */
export function createMoves(parts: MovesParts): Moves & Stoppable {
  const { clock, telemetry } = parts;
  const resumeFrom = (before: number): void => {
    const kept = clock.now() - keptMs;
    resume(parts, before)
      .then(() => parts.moves.purge(kept))
      .catch((error: unknown) => telemetry.log.error('unfinished moves could not be read', { error }));
  };
  resumeFrom(clock.now() + 1);
  const housekeeping = clock.every(resumeEveryMs, () => resumeFrom(clock.now() - abandonedMs));
  return {
    move: (by, ask) => move(parts, by, ask),
    undo: (by, ask) => undo(parts, by, ask),
    stop: () => housekeeping.stop(),
  };
}
