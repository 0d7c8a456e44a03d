// All named writes, by repository. The writer thread looks them up here by name.
// Functions stand in files that do not import sql-store.ts, because imports may not form a cycle.
import { changeEpoch } from './change-epoch.ts';

export const operations = {
  'epoch.change': changeEpoch,
} as const;
export type Operations = typeof operations;
