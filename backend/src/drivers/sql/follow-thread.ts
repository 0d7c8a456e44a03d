import { stateKey } from '@sup/protocol/wire';
import type { Transaction } from 'kysely';
import type { FollowWrite } from '../../services/threads/thread-index.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** Notes that somebody follows a thread, or does not, in the table and in their own stream. */
export async function followThread(
  db: Transaction<Schema>,
  { user, room, root, on }: FollowWrite,
): Promise<void> {
  const following = on ? 1 : 0;
  const written = await db
    .insertInto('thread_follows')
    .values({ user, room, root_seq: root.seq, root: root.id, following })
    .onConflict((conflict) =>
      conflict
        .columns(['user', 'room', 'root_seq'])
        .doUpdateSet({ following })
        .where('thread_follows.following', '<>', following),
    )
    .executeTakeFirst();
  if (Number(written.numInsertedOrUpdatedRows) === 0) return;
  await putState(db, user, { key: stateKey.follow(room, root.id), value: { on } });
}
