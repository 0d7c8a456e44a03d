import type { ContactRequestView } from '@sup/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useClient, useWatched } from './client-context';
import { toRefusal } from './refusal-words';

/** What strangers have begun, a page at a time; read anew when the number of requests changes. */
export function useContactRequests() {
  const { rest, rooms } = useClient();
  const { requests: waiting } = useWatched(rooms);
  const [shown, setShown] = useState<{
    readonly requests: readonly ContactRequestView[];
    readonly next?: string | undefined;
  }>();
  const [error, setError] = useState<string>();
  const read = useCallback(
    (after?: string) =>
      rest.contacts.list(after === undefined ? {} : { after }).then(
        ({ requests, next }) => {
          setError(undefined);
          setShown((before) => ({
            requests: after === undefined ? requests : [...(before?.requests ?? []), ...requests],
            next,
          }));
        },
        (reason: unknown) => setError(toRefusal(reason).text),
      ),
    [rest],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number is why it is read anew.
  useEffect(() => void read(), [read, waiting]);
  const next = shown?.next;
  return {
    requests: shown?.requests,
    error,
    more: next === undefined ? undefined : () => void read(next),
  };
}
