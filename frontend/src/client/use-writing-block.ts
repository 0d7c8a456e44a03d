import type * as Sdk from '@sup/sdk';
import { useTimeContext } from '../components/clock';
import { useSecondsUntil } from '../components/conversation/use-seconds-until';
import { useWords } from '../i18n';
import { writingBlock } from '../model/rights';
import { untilTime } from '../model/time';

/** Why I may not write in a room now, in one sentence; undefined when I may. */
export function useWritingBlock(snapshot: Sdk.RoomSnapshot): string | undefined {
  const { moderation, deletion } = useWords();
  const { cannotWrite } = moderation;
  const context = useTimeContext();
  const { mutedUntil } = snapshot;
  // Looked at again when the mute ends, without waiting for news.
  const isMuted = useSecondsUntil(mutedUntil) > 0;
  const block = writingBlock(isMuted ? snapshot : { ...snapshot, mutedUntil: undefined }, 0);
  if (block === undefined) return undefined;
  if (block.why === 'deleted') return deletion.cannotWrite;
  if (block.why === 'role') return cannotWrite.role(block.role);
  if (block.why !== 'muted') return cannotWrite[block.why];
  return block.until === undefined
    ? cannotWrite.muted
    : cannotWrite.mutedUntil(untilTime(block.until, context));
}
