import type { UserId, UserView } from '@sup/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useClient, useWatched } from './client-context';
import { toRefusal } from './refusal-words';

/** Whom I block, as the server says, and the way to change it. */
export function useBlocked() {
  const { rest, self } = useClient();
  // Guests block nobody.
  const isGuest = useWatched(self)?.guest !== undefined;
  const [users, setUsers] = useState<readonly UserView[]>();
  const [error, setError] = useState<string>();
  const read = useCallback(() => {
    setError(undefined);
    if (isGuest) return;
    rest.users.blocked({}).then(
      (answer) => setUsers(answer.users),
      (reason: unknown) => setError(toRefusal(reason).text),
    );
  }, [rest, isGuest]);
  useEffect(read, [read]);
  const setBlocked = async (user: UserId, blocked: boolean): Promise<void> => {
    if (blocked) await rest.users.block({ user });
    else await rest.users.unblock({ user });
    read();
  };
  return { users, error, read, setBlocked };
}
