import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { Icon, Txt, tokens, useTheme, webStyle } from '../../ui';

/** To the newest message: a pill that counts what came meanwhile, or a round button. */
export function JumpPill({ newMessages, onPress }: { newMessages: number; onPress: () => void }) {
  const theme = useTheme();
  const words = useWords();
  if (newMessages === 0) {
    return (
      <Pressable
        role="button"
        aria-label={words.message.newest}
        onPress={onPress}
        hitSlop={4}
        style={[
          {
            position: 'absolute',
            zIndex: tokens.z.jumpPill,
            end: 18,
            bottom: 12,
            width: 38,
            height: 38,
            borderRadius: 19,
            alignItems: 'center',
            justifyContent: 'center',
            backgroundColor: theme.colors.surface,
            borderWidth: theme.highContrast ? 1 : 0,
            borderColor: theme.colors.outline,
          },
          webStyle({ boxShadow: theme.shadow.menu }),
        ]}
      >
        <Icon name="arrow-down" size={20} color={theme.colors.onSurfaceVariant} />
      </Pressable>
    );
  }
  return (
    <View
      pointerEvents="box-none"
      style={{
        position: 'absolute',
        zIndex: tokens.z.jumpPill,
        start: 0,
        end: 0,
        bottom: 10,
        alignItems: 'center',
      }}
    >
      <Pressable
        role="button"
        onPress={onPress}
        hitSlop={6}
        style={[
          {
            height: 34,
            borderRadius: 17,
            paddingStart: 11,
            paddingEnd: 14,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 7,
            backgroundColor: theme.colors.primary,
          },
          webStyle({ boxShadow: theme.shadow.menu }),
        ]}
      >
        <Icon name="arrow-down" size={17} strokeWidth={2} color={theme.colors.onPrimary} />
        <Txt color={theme.colors.onPrimary} style={{ fontSize: 13, lineHeight: 18, fontWeight: '600' }}>
          {words.message.newMessages(newMessages)}
        </Txt>
      </Pressable>
    </View>
  );
}
