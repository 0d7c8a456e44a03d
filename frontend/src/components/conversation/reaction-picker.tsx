import { useState } from 'react';
import { Modal, Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { commonEmoji, quickReactions } from '../../model/emoji';
import { Icon, type PressState, Scrim, Sheet, Txt, useLayout, useTheme, webStyle } from '../../ui';

export interface QuickReactionsProps {
  readonly onPick: (emoji: string) => void;
  readonly onMore: () => void;
}

/** The six reactions that stand first, and a plus. */
export function QuickReactions({ onPick, onMore }: QuickReactionsProps) {
  const theme = useTheme();
  const words = useWords();
  const touch = theme.densityName === 'mobile';
  const size = touch ? 46 : 38;
  const ground = touch ? theme.colors.surfaceVariant : 'transparent';
  return (
    <View
      role="group"
      aria-label={words.message.react}
      style={[
        { flexDirection: 'row', gap: touch ? 6 : 0, padding: touch ? 8 : 4, justifyContent: 'space-between' },
        touch ? { marginBottom: 8 } : { borderRadius: 23, backgroundColor: theme.colors.elevation.level3 },
        touch ? undefined : webStyle({ boxShadow: theme.shadow.menu }),
      ]}
    >
      {quickReactions.map((emoji) => (
        <EmojiButton key={emoji} emoji={emoji} size={size} ground={ground} onPick={onPick} />
      ))}
      <Pressable
        role="button"
        aria-label={words.message.moreReactions}
        onPress={onMore}
        style={{
          width: size,
          height: size,
          borderRadius: size / 2,
          alignItems: 'center',
          justifyContent: 'center',
          backgroundColor: ground,
        }}
      >
        <Icon name="plus" size={20} color={theme.colors.onSurfaceVariant} />
      </Pressable>
    </View>
  );
}

interface EmojiButtonProps {
  readonly emoji: string;
  readonly size: number;
  readonly ground?: string;
  readonly onPick: (emoji: string) => void;
}

function EmojiButton({ emoji, size, ground = 'transparent', onPick }: EmojiButtonProps) {
  const { chat } = useTheme();
  const words = useWords();
  return (
    <Pressable
      role="button"
      aria-label={words.message.reactWith(emoji)}
      onPress={() => onPick(emoji)}
      style={({ hovered }: PressState) => ({
        width: size,
        height: size,
        borderRadius: size / 2,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: hovered ? chat.hover : ground,
      })}
    >
      <Txt style={{ fontSize: size * 0.62, lineHeight: size * 0.8 }} aria-hidden>
        {emoji}
      </Txt>
    </Pressable>
  );
}

export interface ReactionPickerProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly startOpen?: boolean;
  readonly label: string;
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

const gridWidth = 328;
const gridCell = 39;
const gridPadding = 8;
const gridRows = Math.ceil(commonEmoji.length / Math.floor((gridWidth - gridPadding * 2) / gridCell));
/** How tall the grid is, so that it can be put where it fits. */
export const gridHeight = gridRows * gridCell + gridPadding * 2;

/** Six quick reactions beside the message; the plus opens a grid of the common ones. */
export function ReactionPicker({ at, startOpen = false, label, onPick, onClose }: ReactionPickerProps) {
  const theme = useTheme();
  const layout = useLayout();
  const [open, setOpen] = useState(startOpen);
  const pick = (emoji: string) => {
    onClose();
    onPick(emoji);
  };
  const content = open ? (
    <EmojiGrid onPick={pick} />
  ) : (
    <QuickReactions onPick={pick} onMore={() => setOpen(true)} />
  );
  if (layout.mobile) {
    return (
      <Sheet label={label} onClose={onClose}>
        {content}
      </Sheet>
    );
  }
  const height = open ? gridHeight : 48;
  return (
    <Modal transparent visible aria-label={label} animationType="none" onRequestClose={onClose}>
      <Scrim onPress={onClose} clear />
      <View
        style={[
          {
            position: 'absolute',
            left: Math.max(8, Math.min(at.x, layout.width - gridWidth - 8)),
            top: Math.max(8, Math.min(at.y, layout.height - height - 8)),
          },
          open
            ? { borderRadius: 14, padding: gridPadding, backgroundColor: theme.colors.elevation.level3 }
            : undefined,
          open ? webStyle({ boxShadow: theme.shadow.menu }) : undefined,
        ]}
      >
        {content}
      </View>
    </Modal>
  );
}

function EmojiGrid({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <View
      style={{
        flexDirection: 'row',
        flexWrap: 'wrap',
        width: gridWidth - gridPadding * 2,
        alignSelf: 'center',
      }}
    >
      {commonEmoji.map((emoji) => (
        <EmojiButton key={emoji} emoji={emoji} size={gridCell} onPick={onPick} />
      ))}
    </View>
  );
}
