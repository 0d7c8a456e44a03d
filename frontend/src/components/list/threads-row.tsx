import { Pressable } from 'react-native';
import { useWords } from '../../i18n';
import { Badge, Icon, type PressState, Txt, useTheme } from '../../ui';

export interface ThreadsRowProps {
  readonly unread: number;
  readonly mentions: number;
  readonly selected: boolean;
  readonly onPress: () => void;
}

/** Above the chats: the way to the threads that I follow. */
export function ThreadsRow({ unread, mentions, selected, onPress }: ThreadsRowProps) {
  const theme = useTheme();
  const words = useWords();
  const news = unread > 0 ? words.thread.unread(unread) : '';
  return (
    <Pressable
      role="button"
      aria-label={[words.thread.list, news].filter(Boolean).join(', ')}
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
      <Icon name="thread" size={20} color={theme.colors.onSurfaceVariant} />
      <Txt type="labelLarge" style={{ flex: 1 }} numberOfLines={1}>
        {words.thread.list}
      </Txt>
      {mentions > 0 ? <Badge kind="mention" label={words.thread.mentioned} /> : null}
      {unread > 0 ? <Badge kind="unread" count={unread} label={news} /> : null}
    </Pressable>
  );
}
