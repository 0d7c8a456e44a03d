import type { Api, RouteAnswer } from '@sup/protocol';
import { useEffect, useState } from 'react';
import { useClient } from './client-context';
import { toRefusal } from './refusal-words';

interface Found extends RouteAnswer<Api['spaces']['list']> {
  readonly query: string;
}

const pauseMs = 200;

/** The public spaces whose names have this in them, a page at a time. */
export function useSpaces(query: string) {
  const { rest } = useClient();
  const wanted = query.trim();
  const [found, setFound] = useState<Found>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    let stale = false;
    setError(undefined);
    const read = () =>
      rest.spaces.list(wanted ? { query: wanted } : {}).then(
        (page) => stale || setFound({ ...page, query: wanted }),
        (reason: unknown) => stale || setError(toRefusal(reason).text),
      );
    const timer = setTimeout(() => void read(), wanted ? pauseMs : 0);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [rest, wanted]);
  const more = () => {
    if (found?.next === undefined) return;
    const { query: text, next, spaces } = found;
    rest.spaces.list({ ...(text ? { query: text } : {}), after: next }).then(
      (page) => setFound({ ...page, spaces: [...spaces, ...page.spaces], query: text }),
      (reason: unknown) => setError(toRefusal(reason).text),
    );
  };
  return { spaces: found?.spaces, hasMore: found?.next !== undefined, error, more };
}
