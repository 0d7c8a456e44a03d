import { Fragment } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { commandAt, type SlashCommand } from '../../model/slash';
import { Icon, monoFamily, Txt, useTheme } from '../../ui';

export interface SlashLine {
  readonly commands: readonly SlashCommand[];
  /** Why the command that stands in the field was not done. */
  readonly error: string | undefined;
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
  const at = commandAt(text, slash.commands);
  return at ? <Usage {...at} /> : null;
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
