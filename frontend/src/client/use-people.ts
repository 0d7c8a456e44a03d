import { useEffect, useMemo, useState } from 'react';
import { useClient } from './client-context';
import type { People } from './view-models';

/** Names and presence; a new object each time that something about anyone became known. */
export function usePeople(): People {
  const { users, presence } = useClient();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const changed = () => setVersion((before) => before + 1);
    const stops = [users.subscribe(changed), presence.subscribe(changed)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [users, presence]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the object is new with each version, so that what is made of it is made anew.
  return useMemo(() => ({ user: users.get, presence: presence.get }), [users, presence, version]);
}
