import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import {
  Avatar,
  cappedCount,
  Icon,
  type IconName,
  Mark,
  overlay,
  type PressState,
  Tip,
  Txt,
  tokens,
  useTheme,
  webProps,
} from '../../ui';

export interface RailProps {
  readonly me: Person;
  readonly section: 'chats' | 'settings';
  readonly unreadRooms: number;
  readonly showPresence: boolean;
  readonly onChats: () => void;
  readonly onSettings: () => void;
  readonly onProfile: () => void;
}

/** The narrow column at the start of a wide window. */
export function Rail(props: RailProps) {
  const theme = useTheme();
  const words = useWords();
  const { me, section, unreadRooms } = props;
  return (
    <View
      role="navigation"
      aria-label={words.nav.main}
      {...webProps({ dataSet: { pane: 'rail' } })}
      style={{
        width: tokens.layout.rail,
        backgroundColor: theme.chat.rail,
        alignItems: 'center',
        paddingTop: 10,
        paddingBottom: 12,
        gap: 4,
        borderEndWidth: theme.highContrast ? 1 : 0,
        borderEndColor: theme.chat.hairline,
      }}
    >
      <View style={{ marginTop: 2, marginBottom: 12, padding: 2 }}>
        <Mark size={32} label={words.app.name} />
      </View>
      <RailItem
        icon="chat"
        label={words.nav.chats}
        count={unreadRooms}
        on={section === 'chats'}
        onPress={props.onChats}
      />
      <View style={{ flex: 1 }} />
      <RailItem
        icon="settings"
        label={words.nav.settings}
        on={section === 'settings'}
        onPress={props.onSettings}
      />
      <Tip label={words.nav.profile(me.name)}>
        <Pressable
          role="button"
          aria-label={words.nav.profile(me.name)}
          onPress={props.onProfile}
          style={{
            width: 44,
            height: 44,
            borderRadius: 22,
            alignItems: 'center',
            justifyContent: 'center',
            marginTop: 2,
          }}
        >
          <Avatar
            id={me.id}
            name={me.name}
            size={34}
            ring={theme.chat.rail}
            presence={props.showPresence ? me.presence : undefined}
          />
        </Pressable>
      </Tip>
    </View>
  );
}

interface RailItemProps {
  readonly icon: IconName;
  readonly label: string;
  readonly count?: number;
  readonly on: boolean;
  readonly onPress: () => void;
}

function RailItem({ icon, label, count = 0, on, onPress }: RailItemProps) {
  const theme = useTheme();
  const words = useWords();
  return (
    <Tip label={label}>
      <Pressable
        role="button"
        aria-label={count > 0 ? `${label}, ${words.nav.unread(count)}` : label}
        aria-current={on ? 'page' : undefined}
        onPress={onPress}
        style={({ hovered }: PressState) => ({
          width: 44,
          height: 44,
          borderRadius: 12,
          alignItems: 'center',
          justifyContent: 'center',
          backgroundColor: on ? theme.chat.selectedRow : overlay(theme, { hovered }),
        })}
      >
        <Icon name={icon} size={22} color={on ? theme.chat.onSelectedRow : theme.chat.onRail} />
        {count > 0 ? <CountDot count={count} ring={theme.chat.rail} top={1} end={0} /> : null}
      </Pressable>
    </Tip>
  );
}

/** A small count on a corner of an icon, with a ring of the ground's colour round it. */
export function CountDot({
  count,
  ring,
  top,
  end,
}: {
  count: number;
  ring: string;
  top: number;
  end: number;
}) {
  const { chat } = useTheme();
  return (
    <View
      style={{
        position: 'absolute',
        top,
        end,
        minWidth: 20,
        height: 20,
        borderRadius: 10,
        borderWidth: 2,
        borderColor: ring,
        paddingHorizontal: 4,
        alignItems: 'center',
        backgroundColor: chat.unreadBadge,
      }}
    >
      <Txt
        type="labelSmall"
        color={chat.onUnreadBadge}
        style={{ fontSize: 10.5, lineHeight: 16, letterSpacing: 0 }}
        aria-hidden
      >
        {cappedCount(count)}
      </Txt>
    </View>
  );
}
