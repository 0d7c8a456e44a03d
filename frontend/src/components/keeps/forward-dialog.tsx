import { useState } from 'react';
import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import {
  Avatar,
  Button,
  CheckMark,
  Dialog,
  type PressState,
  TextField,
  Txt,
  useTheme,
  webProps,
} from '../../ui';

/** A chat that can be forwarded to. */
export interface ForwardTarget {
  readonly id: string;
  readonly name: string;
  /** Whose face it has; the chat's own otherwise. */
  readonly face: string;
  readonly isPerson: boolean;
}

export interface ForwardDialogProps {
  /** What is forwarded, in one line. */
  readonly text: string;
  readonly targets: readonly ForwardTarget[];
  readonly onForward: (rooms: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Chats to say a message again in. */
export function ForwardDialog({ text, targets, onForward, onClose }: ForwardDialogProps) {
  const theme = useTheme();
  const { keeps, common } = useWords();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const wanted = query.trim().toLocaleLowerCase();
  const shown = targets.filter(({ id, name }) => chosen.has(id) || name.toLocaleLowerCase().includes(wanted));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <Dialog
      title={keeps.forwardTitle}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={onClose} />
          <Button
            label={keeps.forwardTo(chosen.size)}
            disabled={chosen.size === 0}
            onPress={() => onForward([...chosen])}
          />
        </>
      }
    >
      <View style={{ gap: 12, minHeight: 300 }}>
        <View style={{ borderStartWidth: 3, borderStartColor: theme.chat.quoteBar, paddingStart: 10 }}>
          <Txt isolate color={theme.colors.onSurfaceVariant} numberOfLines={1}>
            {text}
          </Txt>
        </View>
        <TextField
          label={keeps.findChat}
          height={44}
          value={query}
          onChangeText={setQuery}
          autoComplete="off"
          autoFocus
        />
        <View role="group" aria-label={keeps.chats} style={{ marginHorizontal: -8 }}>
          {shown.map((target) => (
            <Target
              key={target.id}
              target={target}
              checked={chosen.has(target.id)}
              onPress={() => toggle(target.id)}
            />
          ))}
        </View>
        {shown.length === 0 ? (
          <Txt color={theme.colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {keeps.noChat}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}

interface TargetProps {
  readonly target: ForwardTarget;
  readonly checked: boolean;
  readonly onPress: () => void;
}

function Target({ target, checked, onPress }: TargetProps) {
  const theme = useTheme();
  return (
    <Pressable
      role="checkbox"
      aria-checked={checked}
      aria-label={target.name}
      onPress={onPress}
      {...webProps({ dataSet: { focus: 'inside' } })}
      style={({ hovered }: PressState) => ({
        flexDirection: 'row',
        alignItems: 'center',
        gap: 12,
        minHeight: 48,
        paddingHorizontal: 8,
        borderRadius: 10,
        backgroundColor: hovered ? theme.chat.hover : 'transparent',
      })}
    >
      <CheckMark checked={checked} />
      <Avatar id={target.face} name={target.name} size={32} shape={target.isPerson ? 'circle' : 'squircle'} />
      <Txt isolate numberOfLines={1} style={{ flex: 1 }}>
        {target.name}
      </Txt>
    </Pressable>
  );
}
