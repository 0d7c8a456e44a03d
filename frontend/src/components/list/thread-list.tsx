import { FlatList, Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { listTime } from '../../model/time';
import { Avatar, Badge, type PressState, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';

/** A thread that I follow. */
export interface ThreadListItem {
  readonly id: string;
  readonly room: string;
  readonly roomName: string;
  readonly by: string;
  readonly byName: string;
  /** Of the message it grew from; undefined when that was deleted. */
  readonly text: string | undefined;
  readonly replies: number;
  readonly lastReplyAt: number;
  readonly unread: number;
  readonly mentions: number;
}

export interface ThreadListProps {
  readonly threads: readonly ThreadListItem[];
  readonly onOpen: (thread: ThreadListItem) => void;
}

/** The threads that I follow, the one with the last reply first. */
export function ThreadList({ threads, onOpen }: ThreadListProps) {
  const theme = useTheme();
  const words = useWords();
  if (threads.length === 0) {
    return (
      <View style={{ flex: 1, alignItems: 'center', justifyContent: 'center', gap: 6, padding: 24 }}>
        <Txt type="titleMedium">{words.thread.none}</Txt>
        <Txt color={theme.colors.onSurfaceVariant} style={{ textAlign: 'center' }}>
          {words.thread.noneHint}
        </Txt>
      </View>
    );
  }
  return (
    <FlatList
      role="list"
      aria-label={words.thread.list}
      data={threads}
      keyExtractor={({ id }) => id}
      renderItem={({ item }) => <ThreadItem thread={item} onPress={() => onOpen(item)} />}
      style={{ flex: 1 }}
    />
  );
}

function ThreadItem({ thread, onPress }: { thread: ThreadListItem; onPress: () => void }) {
  const theme = useTheme();
  const words = useWords();
  const context = useTimeContext();
  const said = words.thread.summary(thread.replies, listTime(thread.lastReplyAt, context));
  const news = thread.unread > 0 ? words.thread.unread(thread.unread) : '';
  const text = thread.text ?? words.thread.deleted;
  return (
    <View role="listitem">
      <Pressable
        role="button"
        aria-label={[`${thread.byName}: ${text}`, thread.roomName, said, news].filter(Boolean).join(', ')}
        onPress={onPress}
        style={({ hovered, pressed }: PressState) => [
          { flexDirection: 'row', alignItems: 'center', gap: 12, paddingVertical: 10, paddingHorizontal: 16 },
          hovered ? { backgroundColor: theme.chat.hover } : undefined,
          pressed ? { backgroundColor: theme.chat.pressed } : undefined,
        ]}
      >
        <Avatar id={thread.by} name={thread.byName} size={40} />
        <View style={{ flex: 1, minWidth: 0 }}>
          <Txt isolate type="roomSubtitle" color={theme.colors.onSurfaceVariant} numberOfLines={1}>
            {thread.roomName}
          </Txt>
          <Txt isolate type="message" numberOfLines={1}>
            {`${thread.byName}: ${text}`}
          </Txt>
          <Txt type="roomSubtitle" color={theme.chat.link} numberOfLines={1}>
            {said}
          </Txt>
        </View>
        {thread.mentions > 0 ? <Badge kind="mention" label={words.thread.mentioned} /> : null}
        {thread.unread > 0 ? <Badge kind="unread" count={thread.unread} label={news} /> : null}
      </Pressable>
    </View>
  );
}
