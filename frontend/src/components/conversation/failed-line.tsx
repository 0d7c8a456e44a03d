import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import type { MessageItem } from '../../model/types';
import { Icon, Txt, useTheme } from '../../ui';
import type { MessageActions } from './message-actions';

/** Under a message that was not sent: why, and what can be done. */
export function FailedLine({ item, actions }: { item: MessageItem; actions: MessageActions }) {
  const { chat } = useTheme();
  const { message } = useWords();
  return (
    <View
      role="alert"
      style={{
        flexDirection: 'row',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'flex-end',
        gap: 8,
        marginTop: 4,
      }}
    >
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 6 }}>
        <Icon name="alert" size={15} strokeWidth={2} color={chat.danger} />
        <Txt color={chat.danger} style={{ fontSize: 12.5, lineHeight: 18, fontWeight: '500' }}>
          {item.failure ? `${message.notSent}: ${item.failure}` : message.notSent}
        </Txt>
      </View>
      <FailedAction label={message.retry} onPress={() => actions.onRetry(item)} />
      <FailedAction label={message.delete} onPress={() => actions.onDiscard(item)} />
      <FailedAction label={message.copy} onPress={() => actions.onCopy(item)} />
    </View>
  );
}

function FailedAction({ label, onPress }: { label: string; onPress: () => void }) {
  const { colors } = useTheme();
  return (
    <Pressable role="button" onPress={onPress} hitSlop={{ top: 12, bottom: 12, left: 4, right: 4 }}>
      <Txt
        color={colors.onSurface}
        style={{ fontSize: 12.5, lineHeight: 18, fontWeight: '600', textDecorationLine: 'underline' }}
      >
        {label}
      </Txt>
    </Pressable>
  );
}
