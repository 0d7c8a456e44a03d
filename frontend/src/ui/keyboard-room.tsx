import type { ReactNode } from 'react';
import type { StyleProp, ViewStyle } from 'react-native';
import { KeyboardAvoidingView } from 'react-native-keyboard-controller';

/** Room that ends above the keyboard of a phone, so that it never covers what one writes. */
export function KeyboardRoom({ style, children }: { style: StyleProp<ViewStyle>; children: ReactNode }) {
  return (
    <KeyboardAvoidingView behavior="padding" style={style}>
      {children}
    </KeyboardAvoidingView>
  );
}

export { KeyboardProvider } from 'react-native-keyboard-controller';
