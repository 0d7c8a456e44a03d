import type { RoomId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import { sql as raw } from 'kysely';
import type { NestingStore } from '../../services/spaces/nesting-store.ts';
import type { SqlStore } from './sql-store.ts';

/** Which spaces are being put into which, in SQL. */
export function sqlNesting(sql: SqlStore): NestingStore {
  return {
    claim: (nesting) => sql.write('spaces.claim', { ...nesting, depthMax: limits.spaceDepthMax }),
    release: (id) => sql.write('spaces.release', id),
    async within(space) {
      const { rows } = await raw<{ room: RoomId }>`select c.room from space_children c
        join rooms r on r.id = c.room and r.kind = 'space'
        where c.space = ${space} order by c.place, c.room`.execute(sql.read);
      return rows.map(({ room }) => room);
    },
    async begin() {
      const claim = await sql.read.selectFrom('space_claims').select('id').limit(1).executeTakeFirst();
      if (claim) await sql.write('spaces.drop-claims', null);
    },
  };
}
