import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Sessions } from './sessions.ts';

/**
 * How a commit that nobody heard the end of is settled: each write leaves a mark of its own in the row of its slot,
 * in the same transaction. Whoever asks for that row waits until the transaction has ended, one way or the other.
 */
export interface WriteMark {
  readonly slot: string;
  readonly mark: string;
}

/** Leaves a mark, as the last thing before the commit. */
export async function leaveMark({ kysely }: Connection, { slot, mark }: WriteMark): Promise<void> {
  await sql`insert into write_marks (slot, mark) values (${slot}, ${mark})
    on conflict (slot) do update set mark = excluded.mark`.execute(kysely);
}

/** Whether the transaction that left this mark last in its slot was committed. */
export function wasCommitted(sessions: Sessions, { slot, mark }: WriteMark): Promise<boolean> {
  return sessions.lend(async ({ kysely }) => {
    // An insert, so that it also waits for the one who makes the row.
    const { rows } = await sql<{ mark: string }>`insert into write_marks (slot, mark) values (${slot}, '')
      on conflict (slot) do update set mark = write_marks.mark returning mark`.execute(kysely);
    return rows[0]?.mark === mark;
  });
}
