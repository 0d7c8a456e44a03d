import type { ReactNode } from 'react';
import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { Avatar, Icon, type PressState, Txt, useTheme } from '../../ui';

/** A message that was kept, as a row of the list. */
export interface KeptItem {
  readonly id: string;
  readonly roomName: string;
  /** Who wrote it; undefined where that is not for me to see. */
  readonly by?: { readonly id: string; readonly name: string } | undefined;
  /** What it says, or why it says nothing. */
  readonly text: string;
  readonly isGone: boolean;
  /** When it was kept, or when it is due. */
  readonly when: string;
  /** It wants to be seen now. */
  readonly isDue?: boolean;
}

export interface KeptRowProps {
  readonly item: KeptItem;
  readonly onOpen: () => void;
  /** Buttons at its end. */
  readonly children: ReactNode;
}

/** A kept message: pressing it opens its place, unless it is gone. */
export function KeptRow({ item, onOpen, children }: KeptRowProps) {
  const theme = useTheme();
  const { later } = useWords();
  const { by, text } = item;
  const said = by ? `${by.name}: ${text}` : text;
  const room = item.roomName || later.somewhere;
  return (
    <View
      role="listitem"
      style={{
        flexDirection: 'row',
        alignItems: 'center',
        gap: 4,
        paddingEnd: 12,
        backgroundColor: item.isDue ? theme.chat.mentionRow : undefined,
      }}
    >
      <Pressable
        role="button"
        aria-label={[said, room, item.when].join(', ')}
        disabled={item.isGone}
        onPress={onOpen}
        style={({ hovered, pressed }: PressState) => [
          {
            flex: 1,
            minWidth: 0,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 12,
            paddingVertical: 10,
            paddingStart: 16,
            paddingEnd: 8,
          },
          hovered ? { backgroundColor: theme.chat.hover } : undefined,
          pressed ? { backgroundColor: theme.chat.pressed } : undefined,
        ]}
      >
        {by ? <Avatar id={by.id} name={by.name} size={40} /> : <NobodysPicture />}
        <View style={{ flex: 1, minWidth: 0 }}>
          <Txt isolate type="roomSubtitle" color={theme.colors.onSurfaceVariant} numberOfLines={1}>
            {room}
          </Txt>
          <Txt
            isolate
            type="message"
            numberOfLines={2}
            color={item.isGone ? theme.colors.onSurfaceVariant : theme.colors.onSurface}
          >
            {said}
          </Txt>
          <Txt type="roomSubtitle" color={theme.colors.onSurfaceVariant} numberOfLines={1}>
            {item.when}
          </Txt>
        </View>
      </Pressable>
      {children}
    </View>
  );
}

function NobodysPicture() {
  const { colors } = useTheme();
  return (
    <View
      style={{
        width: 40,
        height: 40,
        borderRadius: 20,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: colors.surfaceVariant,
      }}
    >
      <Icon name="lock" size={18} color={colors.onSurfaceVariant} />
    </View>
  );
}
