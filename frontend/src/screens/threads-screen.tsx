import { previewText } from '@sup/protocol/wire';
import { useRouter } from 'expo-router';
import { useEffect } from 'react';
import { View } from 'react-native';
import { useClient, useWatched } from '../client/client-context';
import { useClose } from '../client/use-close';
import { usePeople } from '../client/use-people';
import { ThreadList } from '../components/list/thread-list';
import { useWords } from '../i18n';
import { IconButton, Txt, useLayout, useTheme } from '../ui';

/** The threads that I follow, with what is unread in each. */
export function ThreadsScreen() {
  const theme = useTheme();
  const words = useWords();
  const router = useRouter();
  const close = useClose();
  const { panes } = useLayout();
  const { threads, rooms } = useClient();
  const snapshot = useWatched(threads);
  const list = useWatched(rooms);
  const people = usePeople();
  useEffect(() => threads.refresh(), [threads]);
  const names = new Map(list.rooms.map(({ id, name }) => [id, name]));
  const items = snapshot.threads.map((thread) => ({
    ...thread,
    roomName: names.get(thread.room) ?? '',
    byName: people.user(thread.by)?.name ?? '–',
    text: thread.text === null ? undefined : previewText(thread.text),
  }));
  const one = panes === 'one';
  return (
    <View style={{ flex: 1, backgroundColor: theme.colors.surface }}>
      <View
        style={{
          height: theme.density.header,
          flexDirection: 'row',
          alignItems: 'center',
          gap: 8,
          paddingStart: one ? 4 : 16,
          borderBottomWidth: 1,
          borderBottomColor: theme.chat.hairline,
        }}
      >
        {one ? (
          <IconButton icon="chevron-left" iconSize={22} label={words.common.back} onPress={close} />
        ) : null}
        <Txt type="roomTitle" role="heading" aria-level={1}>
          {words.thread.list}
        </Txt>
      </View>
      <ThreadList threads={items} onOpen={({ id, room }) => router.push(`/r/${room}?t=${id}`)} />
    </View>
  );
}
