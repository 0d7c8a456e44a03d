import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useAsked } from '../client/use-asked';
import { useClose } from '../client/use-close';
import { type DirectoryOf, useDirectory } from '../client/use-directory';
import { DirectoryDialog } from '../components/people/directory-dialog';
import { HomeScreen } from './home-screen';

const making = { channels: '/new-group?public=1', spaces: '/new-space' } as const;

/** Public channels, or public spaces, to join or to open. */
export function DirectoryScreen({ of }: { of: DirectoryOf }) {
  const router = useRouter();
  const close = useClose();
  const client = useClient();
  const { asked, change } = useAsked();
  const [query, setQuery] = useState('');
  const { rooms, hasMore, error, more } = useDirectory(of, query);
  const open = useAsk(async (id: string) => {
    const room = rooms?.find((entry) => entry.id === id);
    if (!room) return;
    if (!room.member && room.asks) {
      await change(room.id, !asked.has(room.id));
      return;
    }
    if (!room.member) await client.rooms.join(room.id);
    router.replace(`/r/${room.id}`);
  });
  return (
    <>
      <HomeScreen />
      <DirectoryDialog
        {...{ of, query, hasMore }}
        rooms={rooms?.map((room) => ({ ...room, asked: asked.has(room.id) }))}
        busy={open.busy}
        error={error ?? open.refusal?.text}
        onQuery={setQuery}
        onMore={more}
        onOpen={({ id }) => open.run(id)}
        onCreate={() => router.replace(making[of])}
        onClose={close}
      />
    </>
  );
}
