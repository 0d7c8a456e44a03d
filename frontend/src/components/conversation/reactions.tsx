import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { Reaction } from '../../model/types';
import { Tip, Txt, useTheme, webStyle } from '../../ui';

export interface ReactionsProps {
  readonly reactions: readonly Reaction[];
  readonly onToggle: (emoji: string) => void;
  readonly onMore: () => void;
}

const shownMax = 6;

/** The reactions under a bubble; mine have a fill and a ring. Beyond six they fold into a number. */
export function Reactions({ reactions, onToggle, onMore }: ReactionsProps) {
  const theme = useTheme();
  const words = useWords();
  const hidden = reactions.length - shownMax;
  return (
    <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 4, marginTop: 4 }}>
      {reactions.slice(0, shownMax).map((reaction) => {
        const label = words.message.reaction(reaction);
        return (
          <Tip key={reaction.emoji} label={label}>
            <ReactionChip on={reaction.mine} label={label} onPress={() => onToggle(reaction.emoji)}>
              <Txt style={{ fontSize: 14, lineHeight: 18 }}>{reaction.emoji}</Txt>
              <Txt
                type="reaction"
                color={reaction.mine ? theme.chat.onReactionOwn : theme.chat.onReaction}
                style={{ fontWeight: reaction.mine ? '600' : '500', fontVariant: ['tabular-nums'] }}
              >
                {reaction.count}
              </Txt>
            </ReactionChip>
          </Tip>
        );
      })}
      {hidden > 0 ? (
        <ReactionChip on={false} label={words.message.moreReactions} onPress={onMore}>
          <Txt type="reaction" color={theme.chat.onReaction}>{`+${hidden}`}</Txt>
        </ReactionChip>
      ) : null}
    </View>
  );
}

interface ReactionChipProps {
  readonly on: boolean;
  readonly label: string;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

function ReactionChip({ on, label, onPress, children }: ReactionChipProps) {
  const theme = useTheme();
  const { chat } = theme;
  const plain = theme.dark ? chat.reaction : chat.bubbleOther;
  const calm = theme.highContrast ? theme.colors.outline : plain;
  const outline = on ? chat.reactionOwnOutline : calm;
  return (
    <Pressable
      role="button"
      aria-label={label}
      aria-pressed={on}
      onPress={onPress}
      hitSlop={{ top: 6, bottom: 8 }}
      style={[
        {
          height: 25,
          borderRadius: 13,
          paddingStart: 6,
          paddingEnd: 8,
          flexDirection: 'row',
          alignItems: 'center',
          gap: 5,
          borderWidth: 1.5,
          borderColor: outline,
          backgroundColor: on ? chat.reactionOwn : plain,
        },
        on ? undefined : webStyle({ boxShadow: theme.shadow.bubble }),
      ]}
    >
      {children}
    </Pressable>
  );
}
