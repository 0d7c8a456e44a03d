import { useState } from 'react';
import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { KeptLine } from '../../model/types';
import { Icon, IconButton, type PressState, Txt, useTheme } from '../../ui';

export interface PinBarProps {
  /** The newest pin first. */
  readonly pins: readonly KeptLine[];
  readonly onOpen: (pin: KeptLine) => void;
  readonly onAll: () => void;
}

/** What is pinned, under the header: pressing it goes there and shows the next one; the button lists them all. */
export function PinBar({ pins, onOpen, onAll }: PinBarProps) {
  const theme = useTheme();
  const { keeps, common } = useWords();
  const [turn, setTurn] = useState(0);
  const at = pins.length === 0 ? 0 : turn % pins.length;
  const pin = pins[at];
  if (!pin) return null;
  const name = pin.mine ? common.you : pin.byName;
  const go = () => {
    onOpen(pin);
    setTurn(at + 1);
  };
  return (
    <View
      role="region"
      aria-label={keeps.pinned}
      style={{
        flexDirection: 'row',
        alignItems: 'center',
        minHeight: 44,
        paddingEnd: 6,
        backgroundColor: theme.colors.surface,
        borderBottomWidth: 1,
        borderBottomColor: theme.chat.hairline,
      }}
    >
      <Pressable
        role="button"
        aria-label={keeps.pinnedTo(name, pin.text)}
        onPress={go}
        style={({ hovered, pressed }: PressState) => [
          {
            flex: 1,
            minWidth: 0,
            minHeight: 44,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 10,
            paddingHorizontal: 16,
          },
          hovered ? { backgroundColor: theme.chat.hover } : undefined,
          pressed ? { backgroundColor: theme.chat.pressed } : undefined,
        ]}
      >
        <Icon name="pin" size={16} color={theme.colors.primary} />
        <Txt isolate type="roomSubtitle" numberOfLines={1} style={{ flex: 1, color: theme.colors.onSurface }}>
          {`${name}: ${pin.text}`}
        </Txt>
        {pins.length > 1 ? (
          <Txt type="meta" color={theme.colors.onSurfaceVariant} style={{ fontVariant: ['tabular-nums'] }}>
            {keeps.place(at + 1, pins.length)}
          </Txt>
        ) : null}
      </Pressable>
      <IconButton icon="chevron-down" label={keeps.all(pins.length)} onPress={onAll} />
    </View>
  );
}
