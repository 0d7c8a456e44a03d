import { Pressable, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useWords } from '../../i18n';
import { Icon, type IconName, Txt, useTheme, webProps } from '../../ui';
import { CountDot } from './rail';

export interface TabBarProps {
  readonly section: 'chats' | 'settings';
  readonly unreadRooms: number;
  readonly onChats: () => void;
  readonly onSettings: () => void;
}

/** The tabs at the bottom of a narrow window; hidden inside a conversation. */
export function TabBar({ section, unreadRooms, onChats, onSettings }: TabBarProps) {
  const theme = useTheme();
  const words = useWords();
  const insets = useSafeAreaInsets();
  return (
    <View
      role="navigation"
      aria-label={words.nav.main}
      {...webProps({ dataSet: { pane: 'tabs' } })}
      style={{
        height: 60 + insets.bottom,
        paddingBottom: insets.bottom,
        flexDirection: 'row',
        paddingHorizontal: 8,
        backgroundColor: theme.colors.surface,
        borderTopWidth: 1,
        borderTopColor: theme.chat.hairline,
      }}
    >
      <Tab
        icon="chat"
        label={words.nav.chats}
        count={unreadRooms}
        on={section === 'chats'}
        onPress={onChats}
      />
      <Tab
        icon="settings"
        label={words.nav.settings}
        count={0}
        on={section === 'settings'}
        onPress={onSettings}
      />
    </View>
  );
}

interface TabProps {
  readonly icon: IconName;
  readonly label: string;
  readonly count: number;
  readonly on: boolean;
  readonly onPress: () => void;
}

function Tab({ icon, label, count, on, onPress }: TabProps) {
  const theme = useTheme();
  const words = useWords();
  const ink = on ? theme.colors.onSurface : theme.colors.onSurfaceVariant;
  return (
    <Pressable
      role="button"
      aria-label={count > 0 ? `${label}, ${words.nav.unread(count)}` : label}
      aria-current={on ? 'page' : undefined}
      onPress={onPress}
      style={{ flex: 1, alignItems: 'center', justifyContent: 'center', gap: 2 }}
    >
      <View
        style={{
          width: 56,
          height: 30,
          borderRadius: 15,
          alignItems: 'center',
          justifyContent: 'center',
          backgroundColor: on ? theme.colors.secondaryContainer : 'transparent',
        }}
      >
        <Icon name={icon} size={22} color={on ? theme.colors.onSecondaryContainer : ink} />
        {count > 0 ? <CountDot count={count} ring={theme.colors.surface} top={-3} end={6} /> : null}
      </View>
      <Txt
        type="labelSmall"
        color={ink}
        maxFontSizeMultiplier={1.3}
        style={{ fontWeight: on ? '600' : '500', letterSpacing: 0 }}
      >
        {label}
      </Txt>
    </Pressable>
  );
}
