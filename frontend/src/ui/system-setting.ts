import { useEffect, useState } from 'react';
import { AccessibilityInfo } from 'react-native';

export type SystemSetting = 'contrast' | 'reduceMotion';

const events = { contrast: 'highTextContrastChanged', reduceMotion: 'reduceMotionChanged' } as const;

/** Whether the system asks for more contrast, or for less motion. */
export function useSystemSetting(setting: SystemSetting): boolean {
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (setting === 'reduceMotion') void AccessibilityInfo.isReduceMotionEnabled().then(setOn);
    const listener = AccessibilityInfo.addEventListener(events[setting], setOn);
    return () => listener.remove();
  }, [setting]);
  return on;
}
