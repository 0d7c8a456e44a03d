import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, Card, CardRow, Icon, Mark, Skeleton, SkeletonGroup, Txt, useTheme } from '../../ui';

const shapes = [
  { mine: false, width: 330, height: 58 },
  { mine: false, width: 240, height: 36 },
  { mine: true, width: 280, height: 36 },
  { mine: false, width: 400, height: 96 },
  { mine: true, width: 210, height: 36 },
  { mine: true, width: 320, height: 58 },
  { mine: false, width: 260, height: 36 },
] as const;

/** Seven grey bubbles, while a chat that is not on this device is fetched. */
export function ConversationSkeleton() {
  const words = useWords();
  const { density } = useTheme();
  return (
    <SkeletonGroup label={words.common.loading}>
      <View
        style={{
          flex: 1,
          justifyContent: 'flex-end',
          width: '100%',
          maxWidth: 892,
          alignSelf: 'center',
          padding: 16,
          gap: 10,
        }}
      >
        {shapes.map((shape) => (
          <View
            key={`${shape.width}`}
            style={{
              flexDirection: 'row',
              gap: 8,
              alignItems: 'flex-end',
              justifyContent: shape.mine ? 'flex-end' : 'flex-start',
            }}
          >
            {shape.mine ? null : (
              <Skeleton
                width={density.messageAvatar}
                height={density.messageAvatar}
                radius={density.messageAvatar / 2}
              />
            )}
            <View style={{ maxWidth: '78%', flexShrink: 1 }}>
              <Skeleton width={shape.width} height={shape.height} radius={16} />
            </View>
          </View>
        ))}
      </View>
    </SkeletonGroup>
  );
}

/** A chat without messages: the offer fills the composer, it does not send. */
export function EmptyChat({ onHello }: { onHello?: (() => void) | undefined }) {
  const words = useWords();
  const { colors } = useTheme();
  return (
    <View style={{ flex: 1, alignItems: 'center', justifyContent: 'center', gap: 6, padding: 24 }}>
      <Mark size={56} />
      <Txt type="titleLarge" style={{ marginTop: 12 }}>
        {words.room.empty}
      </Txt>
      <Txt color={colors.onSurfaceVariant} style={{ marginBottom: 12, textAlign: 'center' }}>
        {words.room.emptyHint}
      </Txt>
      {onHello ? <Button kind="tonal" label={words.room.sayHello} onPress={onHello} /> : null}
    </View>
  );
}

/** What failed in a few words, and the way to try again. */
export function PaneError({ text, onRetry }: { text: string; onRetry?: (() => void) | undefined }) {
  const words = useWords();
  const { chat } = useTheme();
  return (
    <View
      role="alert"
      style={{ flex: 1, alignItems: 'center', justifyContent: 'center', gap: 12, padding: 24 }}
    >
      <Icon name="alert" size={28} color={chat.danger} />
      <Txt style={{ textAlign: 'center' }}>{text}</Txt>
      {onRetry ? <Button kind="tonal" label={words.common.retry} onPress={onRetry} /> : null}
    </View>
  );
}

/** No chat is open, though there are some. */
export function NoChatOpen() {
  const words = useWords();
  const { colors } = useTheme();
  return (
    <View style={{ flex: 1, alignItems: 'center', justifyContent: 'center', gap: 14 }}>
      <Mark size={56} />
      <Txt color={colors.onSurfaceVariant} style={{ fontSize: 15 }}>
        {words.room.pick}
      </Txt>
    </View>
  );
}

/** First run: what one can do now. */
export function Welcome({
  name,
  onFind,
  onGroup,
  onChannels,
}: {
  name: string;
  onFind: () => void;
  onGroup: () => void;
  onChannels: () => void;
}) {
  const { welcome } = useWords();
  const { colors } = useTheme();
  return (
    <View style={{ flex: 1, alignItems: 'center', justifyContent: 'center', padding: 16 }}>
      <View style={{ width: '100%', maxWidth: 420 }}>
        <View style={{ alignItems: 'center', marginBottom: 22 }}>
          <Mark size={56} />
          <Txt type="headlineSmall" style={{ marginTop: 20 }} role="heading" aria-level={1}>
            {welcome.title(name)}
          </Txt>
          <Txt color={colors.onSurfaceVariant} style={{ fontSize: 15, lineHeight: 22, marginTop: 2 }}>
            {welcome.hint}
          </Txt>
        </View>
        <Card>
          <CardRow
            key="find"
            icon="user-plus"
            tile="accent"
            minHeight={64}
            title={welcome.find}
            detail={welcome.findHint}
            onPress={onFind}
          />
          <CardRow
            key="group"
            icon="users"
            tile="accent"
            minHeight={64}
            title={welcome.group}
            detail={welcome.groupHint}
            onPress={onGroup}
          />
          <CardRow
            key="channels"
            icon="hash"
            tile="accent"
            minHeight={64}
            title={welcome.join}
            detail={welcome.joinHint}
            onPress={onChannels}
          />
        </Card>
      </View>
    </View>
  );
}
