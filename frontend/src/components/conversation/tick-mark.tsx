import { View } from 'react-native';
import { useWords } from '../../i18n';
import { tickOf } from '../../model/ticks';
import type { DeliveryState } from '../../model/types';
import { Icon, useTheme } from '../../ui';

/** Clock, one check, two checks, two heavy checks: each says its state in words too. */
export function TickMark({ state, size = 15 }: { state: DeliveryState; size?: number }) {
  const { chat } = useTheme();
  const words = useWords();
  const tick = tickOf(state);
  if (!tick) return null;
  const color = {
    sending: chat.tickSending,
    sent: chat.tickSent,
    delivered: chat.tickDelivered,
    read: chat.tickRead,
  }[tick.label];
  return (
    <View role="img" aria-label={words.message.state[tick.label]}>
      <Icon
        name={tick.icon}
        size={tick.icon === 'clock' ? size - 2 : size}
        strokeWidth={tick.strong ? 2.6 : 2}
        color={color}
      />
    </View>
  );
}
