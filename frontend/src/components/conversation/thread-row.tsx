import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { listTime } from '../../model/time';
import type { ThreadSummary } from '../../model/types';
import { Avatar, Badge, type PressState, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';

/** Under a message that has replies: who replied last, how many and when, and what is unread. It opens the thread. */
export function ThreadRow({ thread, onPress }: { thread: ThreadSummary; onPress: () => void }) {
  const theme = useTheme();
  const words = useWords();
  const context = useTimeContext();
  const { replies, lastReplyAt, repliers, unread, mentions } = thread;
  const said = words.thread.summary(replies, listTime(lastReplyAt, context));
  const news = unread > 0 ? words.thread.unread(unread) : '';
  return (
    <Pressable
      role="button"
      aria-label={[said, news, words.thread.open].filter(Boolean).join(', ')}
      onPress={onPress}
      hitSlop={{ top: 6, bottom: 6 }}
      style={({ hovered, pressed }: PressState) => [
        {
          flexDirection: 'row',
          alignItems: 'center',
          gap: 8,
          marginTop: 4,
          paddingVertical: 3,
          paddingHorizontal: 6,
          borderRadius: 14,
        },
        hovered ? { backgroundColor: theme.chat.hover } : undefined,
        pressed ? { backgroundColor: theme.chat.pressed } : undefined,
      ]}
    >
      <View style={{ flexDirection: 'row', gap: 2 }}>
        {repliers.map(({ id, name }) => (
          <Avatar key={id} id={id} name={name} size={20} />
        ))}
      </View>
      <Txt type="labelLarge" color={theme.chat.link} numberOfLines={1}>
        {said}
      </Txt>
      {mentions > 0 ? <Badge kind="mention" label={words.thread.mentioned} size={18} /> : null}
      {unread > 0 ? <Badge kind="unread" count={unread} label={news} size={18} /> : null}
    </Pressable>
  );
}
