import { useEffect, useState } from 'react';
import type { Completion } from '../../model/completion';
import { emojiCompletions } from '../../model/emoji-names';

const none: readonly Completion[] = [];

/** All emoji by their names, from the first time that they are wanted: most messages need none of them. */
export function useEmojiNames(wanted: boolean): readonly Completion[] {
  const [emoji, setEmoji] = useState(none);
  const loads = wanted && emoji === none;
  useEffect(() => {
    if (!loads) return;
    let isHere = true;
    import('emojibase-data/en/shortcodes/github.json')
      .then(({ default: names }) => isHere && setEmoji(emojiCompletions(names)))
      // Offline, say: nothing is offered then, and the next word asks again.
      .catch(() => undefined);
    return () => {
      isHere = false;
    };
  }, [loads]);
  return emoji;
}
