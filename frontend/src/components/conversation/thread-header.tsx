import { View } from 'react-native';
import { useWords } from '../../i18n';
import { IconButton, Txt, useLayout, useTheme } from '../../ui';

export interface ThreadHeaderProps {
  readonly roomName: string;
  readonly following: boolean;
  readonly onFollow: () => void;
  readonly onClose: () => void;
}

/** What this is a thread of, whether I follow it, and the way out. */
export function ThreadHeader({ roomName, following, onFollow, onClose }: ThreadHeaderProps) {
  const theme = useTheme();
  const words = useWords();
  const { mobile } = useLayout();
  return (
    <View
      style={{
        height: theme.density.header,
        flexDirection: 'row',
        alignItems: 'center',
        gap: 8,
        paddingStart: mobile ? 4 : 16,
        paddingEnd: 8,
        borderBottomWidth: 1,
        borderBottomColor: theme.chat.hairline,
        backgroundColor: theme.colors.surface,
      }}
    >
      {mobile ? (
        <IconButton icon="chevron-left" iconSize={22} label={words.common.back} onPress={onClose} />
      ) : null}
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt type="roomTitle" numberOfLines={1} role="heading" aria-level={2}>
          {words.thread.title}
        </Txt>
        <Txt isolate type="roomSubtitle" color={theme.colors.onSurfaceVariant} numberOfLines={1}>
          {roomName}
        </Txt>
      </View>
      <IconButton
        icon={following ? 'bell' : 'bell-off'}
        label={following ? words.thread.unfollow : words.thread.follow}
        selected={following}
        onPress={onFollow}
      />
      {mobile ? null : <IconButton icon="close" label={words.common.close} onPress={onClose} />}
    </View>
  );
}
