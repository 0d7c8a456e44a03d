import { View } from 'react-native';
import { SupIcon } from './sup-icon';
import { useTheme } from './theme-provider';
import { Txt } from './txt';

/** A count is capped here and nowhere else. */
export function cappedCount(count: number): string {
  return count > 99 ? '99+' : String(count);
}

export interface BadgeProps {
  readonly kind: 'unread' | 'muted' | 'mention' | 'failed';
  readonly count?: number;
  readonly label: string;
  readonly size?: number;
}

/** The only round and filled thing in a row: a count, `@` for a mention, `!` for what was not sent. */
export function Badge({ kind, count = 0, label, size = 20 }: BadgeProps) {
  const { chat } = useTheme();
  const [background, ink] = {
    unread: [chat.unreadBadge, chat.onUnreadBadge],
    muted: [chat.mutedBadge, chat.onMutedBadge],
    mention: [chat.mentionBadge, chat.onMentionBadge],
    failed: [chat.danger, chat.onDanger],
  }[kind] as [string, string];
  const counts = kind === 'unread' || kind === 'muted';
  return (
    <View
      role="img"
      aria-label={label}
      style={{
        minWidth: size,
        height: size,
        borderRadius: size / 2,
        paddingHorizontal: counts ? size * 0.3 : 0,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: background,
      }}
    >
      {kind === 'mention' ? (
        <SupIcon name="at" size={size * 0.65} strokeWidth={2.4} color={ink} />
      ) : (
        <Txt
          type="badge"
          color={ink}
          aria-hidden
          maxFontSizeMultiplier={1.3}
          style={{
            fontSize: kind === 'failed' ? 13 : size * 0.575,
            fontWeight: kind === 'failed' ? '700' : '600',
            lineHeight: size,
            fontVariant: ['tabular-nums'],
          }}
        >
          {counts ? cappedCount(count) : '!'}
        </Txt>
      )}
    </View>
  );
}
