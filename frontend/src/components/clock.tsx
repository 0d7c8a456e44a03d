import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useWords } from '../i18n';
import type { TimeContext } from '../model/time';

const NowContext = createContext<number | undefined>(undefined);

/** Gives the minute to everything that says Today or `5 min ago`; it moves once a minute. Tests hand in `now`. */
export function ClockProvider({ now, children }: { now?: number; children: ReactNode }) {
  const [minute, setMinute] = useState(() => now ?? Date.now());
  useEffect(() => {
    if (now !== undefined) return;
    const timer = setInterval(() => setMinute(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, [now]);
  return <NowContext.Provider value={now ?? minute}>{children}</NowContext.Provider>;
}

/** Now, to the minute, and the locale: what the functions of model/time need. */
export function useTimeContext(): TimeContext {
  const now = useContext(NowContext);
  const { locale } = useWords();
  return useMemo(() => ({ now: now ?? Date.now(), locale: regionOf(locale) }), [now, locale]);
}

/** The device's own region of the language, so that its 12 or 24 h choice is kept. */
function regionOf(language: string): string | undefined {
  const device = Intl.DateTimeFormat().resolvedOptions().locale;
  return device.startsWith(language) ? device : language;
}
