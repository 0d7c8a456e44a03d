import type { Telemetry } from '../../../telemetry/telemetry.ts';
import type { DueRunner } from '../../due-runner.ts';
import type { Spaces } from '../../spaces/spaces.ts';
import type { Rooms } from '../rooms.ts';
import type { RoomsParts } from '../rooms-parts.ts';
import type { PurgeStore } from './purge-store.ts';

/** What deletion is built of. */
export interface DeletionParts
  extends Pick<RoomsParts, 'log' | 'index' | 'ownStream' | 'contacts' | 'bus' | 'clock'> {
  readonly rooms: Pick<Rooms, 'get'>;
  readonly spaces: Pick<Spaces, 'returning'>;
  readonly store: PurgeStore;
  readonly telemetry: Pick<Telemetry, 'log'>;
  readonly options: { readonly roomGraceDays: number };
}

/** The parts, with who does what is due. */
export interface DeletionState extends DeletionParts {
  readonly runner: Pick<DueRunner, 'wake'>;
}
