import { useEffect, useState } from 'react';

/** Whole seconds until a moment, counted down; 0 once it is past or where there is none. */
export function useSecondsUntil(at: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  const isAhead = at !== undefined && at > now;
  useEffect(() => {
    if (at === undefined || at <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    setNow(Date.now());
    return () => clearInterval(timer);
  }, [at]);
  return isAhead ? Math.ceil((at - now) / 1_000) : 0;
}
