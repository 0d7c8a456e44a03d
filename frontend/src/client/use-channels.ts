import type { Api, RouteAnswer } from '@sup/protocol';
import { useEffect, useState } from 'react';
import { useClient } from './client-context';
import { toRefusal } from './refusal-words';

type Page = RouteAnswer<Api['rooms']['directory']>;
interface Found extends Page {
  readonly query: string;
}

const pauseMs = 200;

/** The public channels whose names begin so, a page at a time. */
export function useChannels(query: string) {
  const { rest } = useClient();
  const wanted = query.trim();
  const [found, setFound] = useState<Found>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    let stale = false;
    setError(undefined);
    const timer = setTimeout(
      () => {
        rest.rooms.directory(wanted ? { query: wanted } : {}).then(
          (page) => stale || setFound({ ...page, query: wanted }),
          (reason: unknown) => stale || setError(toRefusal(reason).text),
        );
      },
      wanted ? pauseMs : 0,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [rest, wanted]);
  const more = () => {
    if (found?.next === undefined) return;
    const { query: text, next, rooms } = found;
    rest.rooms.directory({ ...(text ? { query: text } : {}), after: next }).then(
      (page) => setFound({ ...page, rooms: [...rooms, ...page.rooms], query: text }),
      (reason: unknown) => setError(toRefusal(reason).text),
    );
  };
  return { channels: found?.rooms, hasMore: found?.next !== undefined, error, more };
}
