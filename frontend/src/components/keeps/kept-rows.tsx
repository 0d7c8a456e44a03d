import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { listTime } from '../../model/time';
import type { KeptLine } from '../../model/types';
import { Avatar, CheckMark, IconButton, type PressState, Txt, useTheme, webProps } from '../../ui';
import { useTimeContext } from '../clock';

export interface KeptDoors {
  readonly onOpen: (line: KeptLine) => void;
  /** Absent for who may not mark. */
  readonly onDone?: ((line: KeptLine) => void) | undefined;
  /** Absent for who may not pin. */
  readonly onUnpin?: ((line: KeptLine) => void) | undefined;
}

export interface KeptRowsProps extends KeptDoors {
  readonly label: string;
  readonly lines: readonly KeptLine[];
}

/** Messages that the room keeps: each leads to its place; a to-do has its box. */
export function KeptRows({ label, lines, ...doors }: KeptRowsProps) {
  return (
    <View role="list" aria-label={label} style={{ marginHorizontal: -12 }}>
      {lines.map((line) => (
        <Row key={line.id} line={line} {...doors} />
      ))}
    </View>
  );
}

function Row({ line, onOpen, onDone, onUnpin }: KeptDoors & { readonly line: KeptLine }) {
  const theme = useTheme();
  const { keeps, common } = useWords();
  const context = useTimeContext();
  const { mark, byName, text } = line;
  const name = line.mine ? common.you : byName;
  const when = listTime(line.at, context);
  const isTask = mark !== undefined && mark.kind !== 'decision';
  const whose = isTask && mark.who ? (mark.mine ? keeps.me : mark.who) : undefined;
  return (
    <View role="listitem" style={{ flexDirection: 'row', alignItems: 'center', gap: 4 }}>
      {isTask ? <Box line={line} isDone={mark.kind === 'done'} onDone={onDone} /> : null}
      <Pressable
        role="button"
        aria-label={[`${name}: ${text}`, whose, when].filter(Boolean).join(', ')}
        onPress={() => onOpen(line)}
        {...webProps({ dataSet: { focus: 'inside' } })}
        style={({ hovered, pressed }: PressState) => [
          {
            flex: 1,
            minWidth: 0,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 12,
            paddingVertical: 8,
            paddingHorizontal: 12,
            borderRadius: 10,
          },
          hovered ? { backgroundColor: theme.chat.hover } : undefined,
          pressed ? { backgroundColor: theme.chat.pressed } : undefined,
        ]}
      >
        {isTask ? null : <Avatar id={line.by} name={byName} size={32} />}
        <View style={{ flex: 1, minWidth: 0 }}>
          <View style={{ flexDirection: 'row', gap: 8 }}>
            <Txt
              isolate
              type="roomSubtitle"
              color={theme.colors.onSurfaceVariant}
              numberOfLines={1}
              style={{ flex: 1 }}
            >
              {whose ? `${name} → ${whose}` : name}
            </Txt>
            <Txt type="meta" color={theme.colors.onSurfaceVariant}>
              {when}
            </Txt>
          </View>
          <Txt isolate type="message" numberOfLines={2}>
            {text}
          </Txt>
        </View>
      </Pressable>
      {line.pinned && onUnpin ? (
        <IconButton icon="close" label={keeps.unpinLabel(text)} onPress={() => onUnpin(line)} />
      ) : null}
    </View>
  );
}

interface BoxProps {
  readonly line: KeptLine;
  readonly isDone: boolean;
  readonly onDone: KeptDoors['onDone'];
}

function Box({ line, isDone, onDone }: BoxProps) {
  const { keeps } = useWords();
  return (
    <Pressable
      role="checkbox"
      aria-checked={isDone}
      aria-label={isDone ? keeps.reopenLabel(line.text) : keeps.finishLabel(line.text)}
      disabled={!onDone}
      onPress={() => onDone?.(line)}
      hitSlop={6}
      style={{ padding: 10 }}
    >
      <CheckMark checked={isDone} />
    </Pressable>
  );
}
