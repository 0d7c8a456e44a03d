import type { ReactNode } from 'react';
import { useEffect, useMemo } from 'react';
import { Platform, StatusBar, useColorScheme, View } from 'react-native';
import PaperProvider from 'react-native-paper/lib/module/core/PaperProvider';
import { useTheme as usePaperTheme } from 'react-native-paper/lib/module/core/theming';
import { SupIcon } from './sup-icon';
import { useSystemSetting } from './system-setting';
import { makeTheme, type SupTheme } from './theme';
import type { ThemeName } from './tokens';
import { isMirrored } from './ui-direction';
import { useLayout } from './use-layout';
import { webProps } from './web-props';

export type ThemeMode = 'system' | 'light' | 'dark' | 'highContrast';

export interface Appearance {
  readonly theme: ThemeMode;
  readonly density: 'comfortable' | 'compact';
  readonly textScale: number;
  readonly reduceMotion: boolean;
}

/** Which of the four themes a choice means while the system is dark or light and asks for more contrast or not. */
export function themeName(mode: ThemeMode, system: { dark: boolean; contrast: boolean }): ThemeName {
  if (mode === 'light' || mode === 'dark') return mode;
  const contrast = mode === 'highContrast' || system.contrast;
  if (contrast) return system.dark ? 'highContrastDark' : 'highContrastLight';
  return system.dark ? 'dark' : 'light';
}

/** Gives everything below the theme of the person's choice, and tells the document (web) which one it is. */
export function ThemeProvider({ appearance, children }: { appearance: Appearance; children: ReactNode }) {
  const { mobile } = useLayout();
  const dark = useColorScheme() === 'dark';
  const contrast = useSystemSetting('contrast');
  const still = useSystemSetting('reduceMotion');
  const name = themeName(appearance.theme, { dark, contrast });
  const density = mobile ? 'mobile' : appearance.density;
  const reduceMotion = appearance.reduceMotion || still;
  const theme = useMemo(
    () => makeTheme({ name, density, textScale: appearance.textScale, reduceMotion }),
    [name, density, appearance.textScale, reduceMotion],
  );
  useEffect(() => {
    if (Platform.OS !== 'web') return;
    document.documentElement.dataset.theme = name;
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', theme.colors.surface);
  }, [name, theme]);
  return (
    <PaperProvider theme={theme} settings={{ icon: SupIcon, rippleEffectEnabled: Platform.OS === 'android' }}>
      {/* The clock and the battery of a phone stand on our ground; in a browser there are none. */}
      <StatusBar barStyle={theme.dark ? 'light-content' : 'dark-content'} />
      <Directed>{children}</Directed>
    </PaperProvider>
  );
}

/** React Native Web takes what start and end mean from the nearest `dir` above, and does not look at the document's. */
function Directed({ children }: { children: ReactNode }) {
  if (!isMirrored()) return children;
  return (
    <View style={{ flex: 1 }} {...webProps({ dir: 'rtl' })}>
      {children}
    </View>
  );
}

/** The theme of where this is rendered. */
export function useTheme(): SupTheme {
  return usePaperTheme<SupTheme>();
}
