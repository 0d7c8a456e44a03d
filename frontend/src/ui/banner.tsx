import { Pressable, View } from 'react-native';
import { type IconName, SupIcon } from './sup-icon';
import { useTheme } from './theme-provider';
import { Txt } from './txt';

export interface BannerProps {
  readonly kind: 'offline' | 'reconnecting' | 'guest' | 'ending';
  readonly text: string;
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

const icons: Record<BannerProps['kind'], IconName> = {
  offline: 'offline',
  reconnecting: 'refresh',
  guest: 'clock',
  ending: 'trash',
};

/** A line across the top of the conversation: about the connection, who is a guest, or the chat's end. It leaves with what it tells. */
export function Banner({ kind, text, action }: BannerProps) {
  const { chat, colors } = useTheme();
  const [ground, ink] = {
    offline: [chat.bannerOffline, chat.onBannerOffline],
    reconnecting: [chat.bannerReconnecting, chat.onBannerReconnecting],
    guest: [colors.secondaryContainer, colors.onSecondaryContainer],
    ending: [colors.errorContainer, colors.onErrorContainer],
  }[kind];
  return (
    <View
      role="status"
      style={{
        minHeight: 36,
        flexDirection: 'row',
        alignItems: 'center',
        gap: 8,
        paddingHorizontal: 16,
        paddingVertical: 4,
        backgroundColor: ground,
      }}
    >
      <SupIcon name={icons[kind]} size={17} color={ink} />
      <Txt color={ink} style={{ flex: 1, fontSize: 13, lineHeight: 18, fontWeight: '500' }}>
        {text}
      </Txt>
      {action ? (
        <Pressable role="button" onPress={action.onPress} hitSlop={12}>
          <Txt
            color={ink}
            style={{ fontSize: 13, lineHeight: 18, fontWeight: '600', textDecorationLine: 'underline' }}
          >
            {action.label}
          </Txt>
        </Pressable>
      ) : null}
    </View>
  );
}
