import type { TextInput } from 'react-native';

/** Puts the caret of a field at an index of its text. */
export function setCaret(input: TextInput | null, at: number): void {
  input?.setSelection(at, at);
}
