import { useSyncExternalStore } from 'react';

export type SystemSetting = 'contrast' | 'reduceMotion';

const queries = {
  contrast: '(prefers-contrast: more)',
  reduceMotion: '(prefers-reduced-motion: reduce)',
} as const;

/** Whether the system asks for more contrast, or for less motion. */
export function useSystemSetting(setting: SystemSetting): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(queries[setting]);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(queries[setting]).matches,
    () => false,
  );
}
