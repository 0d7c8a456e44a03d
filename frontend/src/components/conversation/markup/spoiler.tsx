import { type ReactNode, useState } from 'react';
import { Text } from 'react-native';
import { useWords } from '../../../i18n';
import { buttonPress, useTheme, webProps, webStyle } from '../../../ui';
import { useMarkup } from './markup-context';

/** Words that show when they are asked for. Until then they are not even in the page: letters of no meaning keep their place. */
export function Spoiler({ words, children }: { words: string; children: ReactNode }) {
  const { chat } = useTheme();
  const { message } = useWords();
  const { mine } = useMarkup();
  const [isShown, setShown] = useState(false);
  const inset = mine ? chat.bubbleOwnInset : chat.bubbleOtherInset;
  const cover = mine ? chat.onBubbleOwnVariant : chat.onBubbleOtherVariant;
  const shape = { borderRadius: 4 };
  if (isShown) {
    // It keeps the focus that the button had, so that the keyboard goes on from here.
    return (
      <Text {...webProps({ tabIndex: -1 })} style={[shape, { backgroundColor: inset }]}>
        {children}
      </Text>
    );
  }
  return (
    <Text
      role="button"
      aria-label={message.showSpoiler}
      {...buttonPress(() => setShown(true))}
      style={[shape, { backgroundColor: cover, color: cover }, webStyle({ userSelect: 'none' })]}
    >
      {words.replaceAll(/\S/gu, 'x')}
    </Text>
  );
}
