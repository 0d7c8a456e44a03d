import { previewText } from '@sup/protocol/wire';
import { useRouter } from 'expo-router';
import { useEffect } from 'react';
import { View } from 'react-native';
import { useClient, useWatched } from '../client/client-context';
import { useClose } from '../client/use-close';
import { usePeople } from '../client/use-people';
import { PageHeader } from '../components/list/page-header';
import { ThreadList } from '../components/list/thread-list';
import { useWords } from '../i18n';
import { useTheme } from '../ui';

/** The threads that I follow, with what is unread in each. */
export function ThreadsScreen() {
  const theme = useTheme();
  const words = useWords();
  const router = useRouter();
  const close = useClose();
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
  return (
    <View style={{ flex: 1, backgroundColor: theme.colors.surface }}>
      <PageHeader title={words.thread.list} onBack={close} />
      <ThreadList threads={items} onOpen={({ id, room }) => router.push(`/r/${room}?t=${id}`)} />
    </View>
  );
}
