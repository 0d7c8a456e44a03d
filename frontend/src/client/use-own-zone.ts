import { useEffect } from 'react';
import { useClient } from './client-context';
import { useConnection } from './use-connection';

/** Tells the server where this device's clock is, so that others can write to me in my morning. */
export function useOwnZone(): void {
  const { later } = useClient();
  const { connection } = useConnection();
  const isOnline = connection.status === 'online';
  useEffect(() => {
    if (isOnline) later.setZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, [later, isOnline]);
}
