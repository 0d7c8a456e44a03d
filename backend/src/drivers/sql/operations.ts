// All named writes, by repository. The writer thread looks them up here by name.
// Functions stand in files that do not import sql-store.ts, because imports may not form a cycle.
import { changeEpoch } from './change-epoch.ts';
import { putOwnStream } from './put-own-stream.ts';
import { saveCursors } from './save-cursors.ts';
import { saveLastSeen } from './save-last-seen.ts';

export const operations = {
  'epoch.change': changeEpoch,
  'own-stream.put': putOwnStream,
  'cursors.save': saveCursors,
  'last-seen.save': saveLastSeen,
} as const;
export type Operations = typeof operations;
