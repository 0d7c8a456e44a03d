import { Pressable, View } from 'react-native';
import { type IconName, SupIcon } from './sup-icon';
import { useTheme } from './theme-provider';
import { Txt } from './txt';

export interface BannerProps {
  readonly kind: 'offline' | 'reconnecting';
  readonly text: string;
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

const icons: Record<BannerProps['kind'], IconName> = { offline: 'offline', reconnecting: 'refresh' };

/** One line across the top of the conversation about the connection; it leaves by itself. */
export function Banner({ kind, text, action }: BannerProps) {
  const { chat } = useTheme();
  const ink = kind === 'offline' ? chat.onBannerOffline : chat.onBannerReconnecting;
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
        backgroundColor: kind === 'offline' ? chat.bannerOffline : chat.bannerReconnecting,
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
