import type { UserView } from '@sup/protocol';
import { useEffect, useMemo, useState } from 'react';
import { useClient, useWatched } from './client-context';
import { toRefusal } from './refusal-words';
import { useMe } from './use-me';
import { usePeople } from './use-people';
import { personOf } from './view-models';

const pauseMs = 200;

/** Whom a query finds: those I have a chat with at once, then whom the server knows, a moment after the last key. */
export function usePersonSearch(query: string) {
  const { users, rooms } = useClient();
  const people = usePeople();
  const me = useMe();
  const known = useWatched(rooms).rooms;
  const [found, setFound] = useState<{ query: string; users: readonly UserView[] }>();
  const [error, setError] = useState<string>();
  const wanted = query.trim().replace(/^@/u, '');
  useEffect(() => {
    setError(undefined);
    if (!wanted) return;
    let stale = false;
    const timer = setTimeout(() => {
      users.search(wanted).then(
        (answer) => stale || setFound({ query: wanted, users: answer }),
        (reason: unknown) => stale || setError(toRefusal(reason).text),
      );
    }, pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [wanted, users]);
  const searched = found?.query === wanted;
  const list = useMemo(() => {
    const peers = known.flatMap(({ peer }) => (peer ? [peer] : []));
    const text = wanted.toLocaleLowerCase();
    const near = peers.filter(({ name, handle }) => `${name} ${handle}`.toLocaleLowerCase().includes(text));
    const all = new Map([...near, ...(searched ? found.users : [])].map((user) => [user.id, user]));
    return [...all.values()].filter(({ id }) => id !== me?.id);
  }, [known, wanted, searched, found, me?.id]);
  return {
    users: list,
    people: list.map((user) => personOf(user, people.presence(user.id))),
    searched,
    error,
  };
}
