import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { colourIndex } from '../../model/colour';
import { oneLine } from '../../model/room-preview';
import type { Quote } from '../../model/types';
import { Txt, useTheme } from '../../ui';

/** The colour of a person's name in the theme. */
export function useNameColour(id: string): string {
  const { avatars, colors } = useTheme();
  return avatars[colourIndex(id, avatars.length)]?.name ?? colors.primary;
}

export interface QuoteBoxProps {
  readonly quote: Quote;
  readonly onOwn: boolean;
  readonly onPress: () => void;
}

/** What a message answers: an inset with a bar in the quoted person's colour. Pressing it goes there. */
export function QuoteBox({ quote, onOwn, onPress }: QuoteBoxProps) {
  const { chat } = useTheme();
  const words = useWords();
  const nameColour = useNameColour(quote.by);
  const link = onOwn ? chat.linkOnOwn : chat.link;
  const name = quote.mine ? words.common.you : quote.byName;
  const text = oneLine(quote.text);
  return (
    <Pressable
      role="button"
      aria-label={words.message.quoted(name, text)}
      onPress={onPress}
      style={{
        flexDirection: 'row',
        minWidth: 180,
        borderRadius: 8,
        overflow: 'hidden',
        marginTop: 2,
        marginBottom: 5,
        backgroundColor: onOwn ? chat.bubbleOwnInset : chat.bubbleOtherInset,
      }}
    >
      <View style={{ width: 3, backgroundColor: quote.mine ? chat.quoteBar : nameColour }} />
      <View style={{ flex: 1, minWidth: 0, paddingVertical: 5, paddingHorizontal: 10 }}>
        <Txt isolate type="quoteName" color={quote.mine ? link : nameColour} numberOfLines={1}>
          {name}
        </Txt>
        <Txt
          isolate
          type="quoteText"
          color={onOwn ? chat.onBubbleOwnVariant : chat.onBubbleOtherVariant}
          numberOfLines={1}
        >
          {text}
        </Txt>
      </View>
    </Pressable>
  );
}
