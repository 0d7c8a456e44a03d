import { limits } from '@sup/protocol/wire';
import type { NestingStore } from '../../services/spaces/nesting-store.ts';
import type { SqlStore } from './sql-store.ts';

/** Which spaces are being put into which, in SQL. */
export function sqlNesting(sql: SqlStore): NestingStore {
  return {
    claim: (nesting) => sql.write('spaces.claim', { ...nesting, depthMax: limits.spaceDepthMax }),
    release: (id) => sql.write('spaces.release', id),
    async begin() {
      const claim = await sql.read.selectFrom('space_claims').select('id').limit(1).executeTakeFirst();
      if (claim) await sql.write('spaces.drop-claims', null);
    },
  };
}
