import { DatabaseSync } from 'node:sqlite';
import { decodeUp } from '@sup/protocol';
import { overNode } from '../src/platform/node.ts';
import { sqliteStore } from '../src/platform/sqlite-store.ts';
import type { Runtime } from './world.ts';

/** Node and Bun: a real store, and frames checked against the schemas. */
export const nodeRuntime: Runtime = {
  store: () => sqliteStore(overNode(new DatabaseSync(':memory:'))),
  decode: decodeUp,
};
