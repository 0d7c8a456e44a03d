// Nestings of spaces are claimed before they are logged, so that no two of them make a loop (R209).
import { makeId, type RoomId, SupError } from '@sup/protocol';
import type { SpacesParts } from './spaces-parts.ts';

type Claiming = Pick<SpacesParts, 'nesting' | 'clock'>;

/** Claims that a space is put into another while that is written. Throws space-loop and space-too-deep. */
export async function claiming(
  { nesting, clock }: Claiming,
  nested: { parent: RoomId; child: RoomId },
  write: () => Promise<void>,
): Promise<void> {
  const id = freshId(clock);
  await nesting.claim({ id, ...nested });
  await releasing(nesting, [id], write);
}

/**
 * Claims what is in a space that was deleted while it is given back; `write` is told which spaces cannot be in it any more,
 * because they were nested otherwise meanwhile.
 */
export async function returning<Answer>(
  { nesting, clock }: Claiming,
  space: RoomId,
  write: (out: readonly RoomId[]) => Promise<Answer>,
): Promise<Answer> {
  const claimed: string[] = [];
  const out: RoomId[] = [];
  return releasing(nesting, claimed, async () => {
    for (const child of await nesting.within(space)) {
      const id = freshId(clock);
      try {
        await nesting.claim({ id, parent: space, child });
        claimed.push(id);
      } catch (error) {
        if (!(error instanceof SupError) || error.row.retry !== 'never') throw error;
        out.push(child);
      }
    }
    return write(out);
  });
}

/** What is not known to be in the log or not stays claimed until the next start: rather too little than a loop. */
async function releasing<Answer>(
  nesting: SpacesParts['nesting'],
  claimed: readonly string[],
  write: () => Promise<Answer>,
): Promise<Answer> {
  const release = async () => {
    for (const id of claimed) await nesting.release(id);
  };
  try {
    const answer = await write();
    await release();
    return answer;
  } catch (error) {
    if (error instanceof SupError) await release();
    throw error;
  }
}

function freshId(clock: SpacesParts['clock']): string {
  return makeId(clock.now(), clock.random(10));
}
