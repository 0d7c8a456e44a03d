import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useClose } from '../client/use-close';
import { usePersonSearch } from '../client/use-person-search';
import { NewChatDialog } from '../components/people/new-chat-dialog';
import { HomeScreen } from './home-screen';

/** Someone to write to. */
export function NewChatScreen() {
  const router = useRouter();
  const close = useClose();
  const { rooms } = useClient();
  const [query, setQuery] = useState('');
  const search = usePersonSearch(query);
  const open = useAsk(async (id: string) => {
    const user = search.users.find((entry) => entry.id === id);
    if (!user) return;
    const room = await rooms.openDirect(user.id);
    router.replace(`/r/${room.id}`);
  });
  return (
    <>
      <HomeScreen />
      <NewChatDialog
        query={query}
        people={search.people}
        searched={search.searched}
        error={search.error ?? open.refusal?.text}
        onQuery={setQuery}
        onPick={({ id }) => open.run(id)}
        onNewGroup={() => router.replace('/new-group')}
        onChannels={() => router.replace('/channels')}
        onSpaces={() => router.replace('/spaces')}
        onClose={close}
      />
    </>
  );
}
