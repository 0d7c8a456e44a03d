import { SupError } from '@sup/protocol/wire';
import { sql, type Transaction } from 'kysely';
import type { Nesting } from '../../services/spaces/nesting-store.ts';
import type { Schema } from './schema.ts';

/**
 * Claims that a space is put into another. Throws space-loop where it would then be within itself, and space-too-deep,
 * both with all that is nested and all that is claimed: of two that exclude each other one comes first. Nothing is nested
 * in a space that is deleted: when it is restored, what is in it is claimed anew.
 */
export async function claimNesting(
  db: Transaction<Schema>,
  { id, parent, child, depthMax }: Nesting & { depthMax: number },
): Promise<void> {
  const { rows } = await sql<{ loops: number; levels: number }>`
    with recursive
      nested (parent, child) as (
        select c.space, c.room from space_children c join rooms r on r.id = c.room and r.kind = 'space'
          join rooms s on s.id = c.space and s.deletion is null
        union select parent, child from space_claims
      ),
      below (space, depth) as (
        select ${child}, 0
        union select n.child, b.depth + 1 from below b join nested n on n.parent = b.space where b.depth < ${depthMax}
      ),
      above (space, depth) as (
        select ${parent}, 0
        union select n.parent, a.depth + 1 from above a join nested n on n.child = a.space where a.depth < ${depthMax}
      )
    select (select count(*) from below where space = ${parent}) as loops,
      (select max(depth) from below) + (select max(depth) from above) + 2 as levels`.execute(db);
  const [found] = rows;
  if (Number(found?.loops) > 0) throw new SupError('space-loop');
  if (Number(found?.levels) > depthMax) throw new SupError('space-too-deep');
  await db.insertInto('space_claims').values({ id, parent, child }).execute();
}

/** What was claimed stands in the log by now, or never will. */
export async function releaseNesting(db: Transaction<Schema>, id: string): Promise<void> {
  await db.deleteFrom('space_claims').where('id', '=', id).execute();
}

/** Ends what was claimed before this start: nobody is left who would write it. */
export async function dropClaims(db: Transaction<Schema>, _: null): Promise<void> {
  await db.deleteFrom('space_claims').execute();
}
