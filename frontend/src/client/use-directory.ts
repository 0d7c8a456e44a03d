import { useEffect, useMemo, useState } from 'react';
import { useClient } from './client-context';
import { toRefusal } from './refusal-words';

/** What everyone on this server may find. */
export type DirectoryOf = 'channels' | 'spaces';

interface Ask {
  readonly query?: string;
  readonly after?: string;
}

/** The two lists of the server, read alike. */
function useRead(of: DirectoryOf) {
  const { rest } = useClient();
  return useMemo(() => {
    if (of === 'channels') return (ask: Ask) => rest.rooms.directory(ask);
    return async (ask: Ask) => {
      const { spaces, next } = await rest.spaces.list(ask);
      return { rooms: spaces, next };
    };
  }, [rest, of]);
}

interface Found extends Awaited<ReturnType<ReturnType<typeof useRead>>> {
  readonly query: string;
}

const pauseMs = 200;

/** The public channels or spaces with these names, a page at a time. */
export function useDirectory(of: DirectoryOf, query: string) {
  const read = useRead(of);
  const wanted = query.trim();
  const [found, setFound] = useState<Found>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    let stale = false;
    setError(undefined);
    const begin = () =>
      read(wanted ? { query: wanted } : {}).then(
        (page) => stale || setFound({ ...page, query: wanted }),
        (reason: unknown) => stale || setError(toRefusal(reason).text),
      );
    const timer = setTimeout(() => void begin(), wanted ? pauseMs : 0);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [read, wanted]);
  const more = () => {
    if (found?.next === undefined) return;
    const { query: text, next, rooms } = found;
    read({ ...(text ? { query: text } : {}), after: next }).then(
      (page) => setFound({ ...page, rooms: [...rooms, ...page.rooms], query: text }),
      (reason: unknown) => setError(toRefusal(reason).text),
    );
  };
  return { rooms: found?.rooms, hasMore: found?.next !== undefined, error, more };
}
