import { type RefObject, useLayoutEffect } from 'react';
import type { TextInput } from 'react-native';

/** Gives a textarea the height of its text, up to a limit; beyond it scrolls inside. */
export function useAutoGrow(input: RefObject<TextInput | null>, text: string, maxHeight: number): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text, though only the element is read.
  useLayoutEffect(() => {
    const element: unknown = input.current;
    if (!(element instanceof HTMLTextAreaElement)) return;
    element.style.height = '0px';
    const wanted = element.scrollHeight;
    element.style.height = `${Math.min(wanted, maxHeight)}px`;
    element.style.overflowY = wanted > maxHeight ? 'auto' : 'hidden';
  }, [input, text, maxHeight]);
}
