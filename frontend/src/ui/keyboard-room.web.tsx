import type { ReactNode } from 'react';
import { type StyleProp, View, type ViewStyle } from 'react-native';

/** Browsers make room for the keyboard by themselves. */
export function KeyboardRoom({ style, children }: { style: StyleProp<ViewStyle>; children: ReactNode }) {
  return <View style={style}>{children}</View>;
}

/** There is nothing to provide in a browser. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  return children;
}
