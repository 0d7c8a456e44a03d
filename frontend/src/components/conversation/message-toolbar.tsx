import { useRef } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import {
  focusById,
  focusedId,
  IconButton,
  type IconName,
  isMirrored,
  type KeyPress,
  tokens,
  useTheme,
  webProps,
  webStyle,
} from '../../ui';
import { messageRowId } from './message-row-id';

export type ToolbarAction = 'react' | 'reply' | 'more';

export interface MessageToolbarProps {
  readonly id: string;
  readonly mine: boolean;
  /** No room beside the bubble: it sits over the top edge instead. */
  readonly over: boolean;
  readonly onAction: (action: ToolbarAction, at: { x: number; y: number }) => void;
}

const buttons: readonly { readonly action: ToolbarAction; readonly icon: IconName }[] = [
  { action: 'react', icon: 'react' },
  { action: 'reply', icon: 'reply' },
  { action: 'more', icon: 'more' },
];

/** The first button of a message's toolbar is found by this id. */
export function toolbarId(messageId: string): string {
  return `tools-${messageId}`;
}

/** React, reply and more, beside the bubble at its far edge. It floats, so nothing moves. */
export function MessageToolbar({ id, mine, over, onAction }: MessageToolbarProps) {
  const theme = useTheme();
  const words = useWords();
  const bar = useRef<View>(null);
  const idOf = (index: number) => (index === 0 ? toolbarId(id) : `${toolbarId(id)}-${index}`);
  const act = (action: ToolbarAction) => {
    bar.current?.measureInWindow((...[x, y, , height]) => onAction(action, { x, y: y + height + 4 }));
  };
  const onKeyDown = (event: KeyPress) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const now = buttons.findIndex((_, index) => idOf(index) === focusedId());
    const next = step === undefined ? undefined : now + (isMirrored() ? -step : step);
    if (event.key === 'Escape' || next === -1) focusById(messageRowId(id));
    else if (next !== undefined && next < buttons.length) focusById(idOf(next));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const beside = mine
    ? ({ end: '100%', paddingEnd: 8 } as const)
    : ({ start: '100%', paddingStart: 8 } as const);
  return (
    <View
      style={[
        { position: 'absolute', zIndex: tokens.z.messageToolbar },
        over ? { top: -22, end: 6 } : { top: 0, ...beside },
      ]}
    >
      <View
        ref={bar}
        role="toolbar"
        aria-label={words.message.actions}
        {...webProps({ onKeyDown })}
        style={[
          {
            flexDirection: 'row',
            gap: 1,
            padding: 2,
            borderRadius: 11,
            backgroundColor: theme.colors.elevation.level3,
            borderWidth: theme.highContrast ? 1 : 0,
            borderColor: theme.colors.outline,
          },
          webStyle({ boxShadow: theme.shadow.toolbar }),
        ]}
      >
        {buttons.map(({ action, icon }, index) => (
          <IconButton
            key={action}
            icon={icon}
            label={words.message[action]}
            size={32}
            iconSize={18}
            radius={9}
            tabIndex={-1}
            nativeID={idOf(index)}
            onPress={() => act(action)}
          />
        ))}
      </View>
    </View>
  );
}
