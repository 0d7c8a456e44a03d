import type { JoinRequestView, RoomId } from '@sup/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from './client-context';
import { toRefusal } from './refusal-words';

/** Who asks to be let into a room, read when it is shown and on demand; nothing for who may not see it. */
export function useJoinRequests(room: RoomId, isShown: boolean) {
  const { rest } = useClient();
  const [requests, setRequests] = useState<readonly JoinRequestView[]>();
  const [error, setError] = useState<string>();
  const read = useCallback(() => {
    if (!isShown) return;
    rest.invites.requests({ room }).then(
      (answer) => setRequests(answer.requests),
      (reason: unknown) => setError(toRefusal(reason).text),
    );
  }, [rest, room, isShown]);
  useEffect(read, [read]);
  return { requests: isShown ? requests : undefined, error, read };
}
