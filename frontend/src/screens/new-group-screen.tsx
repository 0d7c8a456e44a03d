import type { UserId, UserView } from '@sup/protocol';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { useRef, useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useClose } from '../client/use-close';
import { usePersonSearch } from '../client/use-person-search';
import { NewGroupDialog, type NewGroupValues } from '../components/people/new-group-dialog';
import { HomeScreen } from './home-screen';

/** A group with a name and some people. */
export function NewGroupScreen() {
  const router = useRouter();
  const close = useClose();
  const { rooms } = useClient();
  const { public: isPublic } = useLocalSearchParams<{ public?: string }>();
  const [query, setQuery] = useState('');
  const search = usePersonSearch(query);
  const seen = useRef(new Map<string, UserView>());
  for (const user of search.users) seen.current.set(user.id, user);
  const create = useAsk(async ({ name, members, isPublic }: NewGroupValues) => {
    const ids = members.flatMap(({ id }): UserId[] => {
      const user = seen.current.get(id);
      return user ? [user.id] : [];
    });
    const room = await rooms.create({ kind: isPublic ? 'channel' : 'group', name, members: ids });
    router.replace(`/r/${room.id}`);
  });
  return (
    <>
      <HomeScreen />
      <NewGroupDialog
        query={query}
        people={search.people}
        busy={create.busy}
        startPublic={isPublic === '1'}
        error={create.refusal?.text ?? search.error}
        onQuery={setQuery}
        onCreate={create.run}
        onClose={close}
      />
    </>
  );
}
