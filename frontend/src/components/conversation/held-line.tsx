import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { MessageItem } from '../../model/types';
import { Txt, useTheme } from '../../ui';
import type { MessageActions } from './message-actions';
import { useSecondsUntil } from './use-seconds-until';

/** Under a message that is held for a moment: how long it can still be undone. A timer is not read out every second. */
export function HeldLine({ item, actions }: { item: MessageItem; actions: MessageActions }) {
  const { colors } = useTheme();
  const { later } = useWords();
  const seconds = useSecondsUntil(item.heldUntil);
  if (seconds === 0) return null;
  return (
    <View role="timer" style={{ flexDirection: 'row', justifyContent: 'flex-end', gap: 10, marginTop: 4 }}>
      <Txt color={colors.onSurfaceVariant} style={{ fontSize: 12.5, lineHeight: 18 }}>
        {later.sendsIn(seconds)}
      </Txt>
      <Pressable
        role="button"
        onPress={() => actions.onUndo(item)}
        hitSlop={{ top: 12, bottom: 12, left: 4, right: 4 }}
      >
        <Txt
          color={colors.onSurface}
          style={{ fontSize: 12.5, lineHeight: 18, fontWeight: '600', textDecorationLine: 'underline' }}
        >
          {later.undo}
        </Txt>
      </Pressable>
    </View>
  );
}
