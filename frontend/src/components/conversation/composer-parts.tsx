import type { ReactNode } from 'react';
import { Pressable, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useWords } from '../../i18n';
import { oneLine } from '../../model/room-preview';
import { Icon, IconButton, Txt, useTheme, webStyle } from '../../ui';
import type { ComposerMode } from './composer-mode';

/** The floating outline of the composer, on the canvas. */
export function ComposerFrame({
  outline,
  dashed,
  children,
}: {
  outline: string;
  dashed?: boolean;
  children: ReactNode;
}) {
  const { chat, densityName } = useTheme();
  const insets = useSafeAreaInsets();
  const mobile = densityName === 'mobile';
  return (
    <View
      style={{
        width: '100%',
        maxWidth: 892,
        alignSelf: 'center',
        paddingHorizontal: mobile ? 8 : 16,
        paddingTop: mobile ? 2 : 0,
        paddingBottom: mobile ? 8 + insets.bottom : 14,
      }}
    >
      <View
        style={{
          borderRadius: mobile ? 23 : 18,
          borderWidth: 1,
          borderStyle: dashed ? 'dashed' : 'solid',
          borderColor: outline,
          backgroundColor: dashed ? 'transparent' : chat.composer,
        }}
      >
        {children}
      </View>
    </View>
  );
}

/** Stands where the composer would, and says why one cannot write. */
export function ReadOnlyComposer({ reason }: { reason: string }) {
  const { colors } = useTheme();
  return (
    <ComposerFrame outline={colors.outline} dashed>
      <View
        style={{
          minHeight: 44,
          flexDirection: 'row',
          alignItems: 'center',
          justifyContent: 'center',
          gap: 8,
          padding: 8,
        }}
      >
        <Icon name="lock" size={17} color={colors.onSurfaceVariant} />
        <Txt color={colors.onSurfaceVariant}>{reason}</Txt>
      </View>
    </ComposerFrame>
  );
}

/** How long slow mode asks to wait. A timer is not read out every second. */
export function WaitLine({ seconds }: { seconds: number }) {
  const { colors } = useTheme();
  const { moderation } = useWords();
  return (
    <View
      role="timer"
      style={{ flexDirection: 'row', gap: 6, alignItems: 'center', paddingTop: 8, paddingHorizontal: 12 }}
    >
      <Icon name="clock" size={15} color={colors.onSurfaceVariant} />
      <Txt color={colors.onSurfaceVariant} style={{ fontSize: 12.5, lineHeight: 18 }}>
        {moderation.waitSeconds(seconds)}
      </Txt>
    </View>
  );
}

/** Sends, or saves an edit; it fills with colour when there is something to send. */
export function SendButton({
  ready,
  edit,
  onPress,
  onLater,
}: {
  ready: boolean;
  edit: boolean;
  onPress: () => void;
  onLater?: (() => void) | undefined;
}) {
  const theme = useTheme();
  const words = useWords();
  const size = theme.densityName === 'mobile' ? 44 : 36;
  return (
    <Pressable
      role="button"
      aria-label={edit ? words.composer.save : words.composer.send}
      disabled={!ready}
      onPress={onPress}
      onLongPress={onLater}
      style={[
        {
          width: size,
          height: size,
          borderRadius: size >= 44 ? 22 : 13,
          alignItems: 'center',
          justifyContent: 'center',
          marginStart: 4,
          backgroundColor: ready ? theme.colors.primary : 'transparent',
        },
        webStyle({
          transitionProperty: 'background-color',
          transitionDuration: theme.reduceMotion ? '0s' : '120ms',
        }),
      ]}
    >
      <Icon
        name={edit ? 'check' : 'send'}
        size={20}
        color={ready ? theme.colors.onPrimary : theme.colors.onSurfaceVariant}
      />
    </Pressable>
  );
}

/** Beside the button that sends: sends when it is time. On a phone a long press on that button does the same. */
export function LaterButton({ onPress }: { onPress: () => void }) {
  const { later } = useWords();
  return <IconButton icon="clock" label={later.sendLater} radius={13} onPress={onPress} />;
}

/** Asks for a question to ask, with choices to vote on. */
export function AskButton({ onPress }: { onPress: () => void }) {
  const { polls } = useWords();
  return <IconButton icon="chart" label={polls.ask} radius={13} onPress={onPress} />;
}

/** What is answered or edited, above the field. */
export function ModeBar({
  mode,
  onCancel,
}: {
  mode: Exclude<ComposerMode, { kind: 'write' }>;
  onCancel: () => void;
}) {
  const theme = useTheme();
  const words = useWords();
  const editing = mode.kind === 'edit';
  return (
    <View
      style={{
        flexDirection: 'row',
        alignItems: 'center',
        gap: 10,
        paddingTop: 8,
        paddingStart: 14,
        paddingEnd: 8,
      }}
    >
      <View
        style={{ width: 3, alignSelf: 'stretch', borderRadius: 2, backgroundColor: theme.chat.quoteBar }}
      />
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt
          color={theme.chat.link}
          numberOfLines={1}
          style={{ fontSize: 13, lineHeight: 18, fontWeight: '600' }}
        >
          {editing ? words.composer.edit : words.composer.replyTo(mode.name)}
        </Txt>
        <Txt
          isolate
          color={theme.colors.onSurfaceVariant}
          numberOfLines={1}
          style={{ fontSize: 13, lineHeight: 18 }}
        >
          {oneLine(editing ? mode.body : mode.text)}
        </Txt>
      </View>
      <IconButton
        icon="close"
        iconSize={18}
        label={editing ? words.composer.cancelEdit : words.composer.cancelReply}
        onPress={onCancel}
        radius={13}
      />
    </View>
  );
}
