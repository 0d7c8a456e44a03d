import { createDueRunner, type DueRunner } from '../../due-runner.ts';
import { deleteRoom } from './delete-room.ts';
import type { Deletion } from './deletion.ts';
import type { DeletionParts } from './deletion-parts.ts';
import { purges } from './purge.ts';
import { restoreRoom } from './restore-room.ts';

export type { Deletion } from './deletion.ts';
export type { DeletionParts } from './deletion-parts.ts';

/** Builds deletion, and goes on with what is due. */
export function createDeletion(parts: DeletionParts): Deletion & Pick<DueRunner, 'drain'> {
  const end = new AbortController();
  const { clock, telemetry } = parts;
  const runner = createDueRunner({ clock, telemetry, works: [purges(parts, end.signal)] });
  const deletion = { ...parts, runner };
  return {
    delete: (by, room) => deleteRoom(deletion, by, room),
    restore: (by, room) => restoreRoom(deletion, by, room),
    drain() {
      end.abort();
      return runner.drain();
    },
  };
}
