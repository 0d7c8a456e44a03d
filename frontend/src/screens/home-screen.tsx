import { useRouter } from 'expo-router';
import { useClient, useWatched } from '../client/client-context';
import { useMe } from '../client/use-me';
import { NoChatOpen, Welcome } from '../components/conversation/conversation-states';

/** Beside the list while no chat is open: a hint, or at first run what one can do. */
export function HomeScreen() {
  const router = useRouter();
  const { state, rooms } = useWatched(useClient().rooms);
  const me = useMe();
  if (state === 'loading' || !me) return null;
  if (rooms.length > 0) return <NoChatOpen />;
  const [firstName = me.person.name] = me.person.name.split(' ');
  return (
    <Welcome name={firstName} onFind={() => router.push('/new')} onGroup={() => router.push('/new-group')} />
  );
}
