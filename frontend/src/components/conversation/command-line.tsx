import { Fragment } from 'react';
import { ScrollView, View } from 'react-native';
import { useWords } from '../../i18n';
import { commandAt, type SlashCommand } from '../../model/slash';
import { Icon, IconButton, monoFamily, Txt, useTheme } from '../../ui';

export interface SlashLine {
  readonly commands: readonly SlashCommand[];
  /** Why the command that stands in the field was not done. */
  readonly error: string | undefined;
  /** For whose answer one waits. */
  readonly waitingFor?: string | undefined;
  /** What a bot has told me alone. */
  readonly whisper?: { readonly bot: string; readonly text: string } | undefined;
  readonly onDismiss?: () => void;
}

/** Over the field: what the command that is being written wants next, or why it was not done. */
export function CommandLine({ slash, text }: { slash: SlashLine; text: string }) {
  const { chat } = useTheme();
  if (slash.error !== undefined)
    return (
      <View role="alert" style={rowStyle}>
        <Icon name="alert" size={16} color={chat.danger} />
        <Txt color={chat.danger} style={[smallStyle, { flex: 1 }]}>
          {slash.error}
        </Txt>
      </View>
    );
  if (slash.waitingFor !== undefined) return <Waiting bot={slash.waitingFor} />;
  if (slash.whisper && text === '') return <Whisper {...slash.whisper} onDismiss={slash.onDismiss} />;
  const at = commandAt(text, slash.commands);
  return at ? <Usage {...at} /> : null;
}

function Waiting({ bot }: { bot: string }) {
  const { colors } = useTheme();
  const { slash } = useWords();
  return (
    <View role="status" style={rowStyle}>
      <Icon name="clock" size={15} color={colors.onSurfaceVariant} />
      <Txt color={colors.onSurfaceVariant} style={smallStyle}>
        {slash.waiting(bot)}
      </Txt>
    </View>
  );
}

interface WhisperProps {
  readonly bot: string;
  readonly text: string;
  readonly onDismiss: (() => void) | undefined;
}

/** It stands in no chat: it stays until something is written, or it is put away. */
function Whisper({ bot, text, onDismiss }: WhisperProps) {
  const { colors } = useTheme();
  const { slash } = useWords();
  return (
    <View role="status" aria-label={slash.onlyYou} style={[rowStyle, { alignItems: 'flex-start' }]}>
      <View style={{ paddingTop: 3 }}>
        <Icon name="bot" size={18} color={colors.onSurfaceVariant} />
      </View>
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt color={colors.onSurfaceVariant} style={smallStyle}>
          {`${bot}, ${slash.onlyYou}`}
        </Txt>
        <ScrollView style={{ maxHeight: 180 }}>
          <Txt isolate selectable>
            {text}
          </Txt>
        </ScrollView>
      </View>
      <IconButton
        icon="close"
        iconSize={18}
        label={slash.dismiss}
        onPress={() => onDismiss?.()}
        radius={13}
      />
    </View>
  );
}

function Usage({ command, current }: { command: SlashCommand; current: number }) {
  const { colors } = useTheme();
  const { slash } = useWords();
  const hint = command.arguments[current]?.hint ?? command.description;
  return (
    <View role="status" aria-label={slash.line} style={rowStyle}>
      <Txt style={[smallStyle, { fontFamily: monoFamily }]}>
        <Txt style={[smallStyle, { fontFamily: monoFamily }]}>{`/${command.name}`}</Txt>
        {command.arguments.map(({ name, required }, index) => (
          <Fragment key={name}>
            {' '}
            <Txt
              color={index === current ? colors.primary : colors.onSurfaceVariant}
              style={[
                smallStyle,
                { fontFamily: monoFamily, ...(index === current && { textDecorationLine: 'underline' }) },
              ]}
            >
              {required ? name : slash.optional(name)}
            </Txt>
          </Fragment>
        ))}
      </Txt>
      <Txt color={colors.onSurfaceVariant} numberOfLines={2} style={[smallStyle, { flexShrink: 1 }]}>
        {hint}
      </Txt>
    </View>
  );
}

const smallStyle = { fontSize: 12.5, lineHeight: 18 } as const;
const rowStyle = {
  flexDirection: 'row',
  alignItems: 'center',
  gap: 10,
  paddingTop: 8,
  paddingHorizontal: 14,
} as const;
