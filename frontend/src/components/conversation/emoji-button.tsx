import { useRef, useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { IconButton } from '../../ui';
import type { Point } from './message-actions';
import { gridHeight, ReactionPicker } from './reaction-picker';

/** Opens the grid of common emoji and puts the chosen one into the text. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const words = useWords();
  const anchor = useRef<View>(null);
  const [at, setAt] = useState<Point>();
  const open = () => anchor.current?.measureInWindow((x, y) => setAt({ x: x - 280, y: y - gridHeight - 8 }));
  return (
    <View ref={anchor}>
      <IconButton
        icon="smile"
        label={words.composer.emoji}
        radius={13}
        expanded={at !== undefined}
        onPress={open}
      />
      {at ? (
        <ReactionPicker
          at={at}
          startOpen
          label={words.composer.emoji}
          onPick={onPick}
          onClose={() => setAt(undefined)}
        />
      ) : null}
    </View>
  );
}
