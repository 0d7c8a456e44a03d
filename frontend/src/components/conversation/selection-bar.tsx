import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, IconButton, Txt, useTheme } from '../../ui';

export interface SelectionBarProps {
  readonly count: number;
  readonly onMove: () => void;
  readonly onEnd: () => void;
}

/** In place of the composer while messages are being chosen: how many, and what to do with them. */
export function SelectionBar({ count, onMove, onEnd }: SelectionBarProps) {
  const theme = useTheme();
  const { common, moves } = useWords();
  return (
    <View
      role="toolbar"
      aria-label={moves.bar}
      style={{
        flexDirection: 'row',
        alignItems: 'center',
        gap: 12,
        minHeight: 64,
        paddingHorizontal: 12,
        backgroundColor: theme.colors.surface,
        borderTopWidth: 1,
        borderTopColor: theme.chat.hairline,
      }}
    >
      <IconButton icon="close" label={common.cancel} onPress={onEnd} />
      <View role="status" style={{ flex: 1, minWidth: 0 }}>
        <Txt type="titleMedium">{moves.selected(count)}</Txt>
      </View>
      <Button label={moves.move} icon="forward" disabled={count === 0} onPress={onMove} />
    </View>
  );
}
