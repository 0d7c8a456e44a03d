import type { RefObject } from 'react';
import type { TextInput } from 'react-native';

/** A native multiline field grows by itself up to its maxHeight. */
export function useAutoGrow(_input: RefObject<TextInput | null>, _text: string, _maxHeight: number): void {
  // React Native measures the text itself.
}
