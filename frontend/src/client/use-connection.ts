import { useEffect, useState } from 'react';
import type { Connection } from '../model/types';
import { useClient, useWatched } from './client-context';
import { connectionOf } from './view-models';

/** The connection in words; while it is lost a second hand runs for the countdown. */
export function useConnection(): { connection: Connection; retry: () => void } {
  const { connection } = useClient();
  const snapshot = useWatched(connection);
  const lost = 'lostAt' in snapshot;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!lost) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [lost]);
  return { connection: connectionOf(snapshot, now), retry: () => connection.retryNow() };
}
