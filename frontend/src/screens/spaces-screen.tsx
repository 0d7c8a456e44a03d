import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useAsked } from '../client/use-asked';
import { useClose } from '../client/use-close';
import { useSpaces } from '../client/use-spaces';
import { SpacesDialog } from '../components/spaces/spaces-dialog';
import { HomeScreen } from './home-screen';

/** Public spaces, to join or to open. */
export function SpacesScreen() {
  const router = useRouter();
  const close = useClose();
  const { rooms } = useClient();
  const { asked, change } = useAsked();
  const [query, setQuery] = useState('');
  const { spaces, hasMore, error, more } = useSpaces(query);
  const open = useAsk(async (id: string) => {
    const space = spaces?.find((entry) => entry.id === id);
    if (!space) return;
    if (!space.member && space.asks) return change(space.id, !asked.has(space.id));
    if (!space.member) await rooms.join(space.id);
    router.replace(`/r/${space.id}`);
  });
  return (
    <>
      <HomeScreen />
      <SpacesDialog
        {...{ query, hasMore }}
        spaces={spaces?.map((space) => ({ ...space, asked: asked.has(space.id) }))}
        busy={open.busy}
        error={error ?? open.refusal?.text}
        onQuery={setQuery}
        onMore={more}
        onOpen={({ id }) => open.run(id)}
        onCreate={() => router.replace('/new-space')}
        onClose={close}
      />
    </>
  );
}
