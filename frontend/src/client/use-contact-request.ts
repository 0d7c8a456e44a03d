import type { ContactRequestView, MessageView, RoomId } from '@sup/protocol';
import { useEffect, useState } from 'react';
import { useClient } from './client-context';
import { toRefusal } from './refusal-words';

export interface ContactRequest {
  readonly request: ContactRequestView;
  readonly messages: readonly MessageView[];
  readonly names: ReadonlyMap<string, string>;
}

/** One request with what was said so far, read once when it is shown: nobody is told of that. */
export function useContactRequest(room: RoomId | undefined) {
  const { rest } = useClient();
  const [shown, setShown] = useState<ContactRequest>();
  const [refusal, setRefusal] = useState<{ readonly code: string; readonly text: string }>();
  useEffect(() => {
    if (room === undefined) return;
    rest.contacts.preview({ request: room }).then(
      ({ request, messages, users }) =>
        setShown({ request, messages, names: new Map(users.map(({ id, name }) => [id, name])) }),
      (reason: unknown) => setRefusal(toRefusal(reason)),
    );
  }, [rest, room]);
  return { shown, refusal };
}
