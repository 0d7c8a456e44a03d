import type { ReactNode } from 'react';
import { Pressable } from 'react-native';
import { Icon, type IconName, type PressState, Txt, useTheme } from '../../ui';

export interface ShortcutRowProps {
  readonly icon: IconName;
  readonly label: string;
  /** What the badges at its end say. */
  readonly news: string;
  readonly selected: boolean;
  readonly onPress: () => void;
  readonly children?: ReactNode;
}

/** Above the chats: the way to a page of its own. */
export function ShortcutRow({ icon, label, news, selected, onPress, children }: ShortcutRowProps) {
  const theme = useTheme();
  return (
    <Pressable
      role="button"
      aria-label={[label, news].filter(Boolean).join(', ')}
      aria-pressed={selected}
      onPress={onPress}
      style={({ hovered, pressed }: PressState) => [
        {
          minHeight: 44,
          flexDirection: 'row',
          alignItems: 'center',
          gap: 12,
          marginHorizontal: 8,
          paddingHorizontal: 12,
          borderRadius: 10,
        },
        hovered ? { backgroundColor: theme.chat.hover } : undefined,
        selected || pressed ? { backgroundColor: theme.chat.selectedRow } : undefined,
      ]}
    >
      <Icon name={icon} size={20} color={theme.colors.onSurfaceVariant} />
      <Txt type="labelLarge" style={{ flex: 1 }} numberOfLines={1}>
        {label}
      </Txt>
      {children}
    </Pressable>
  );
}
