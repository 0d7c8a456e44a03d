import type { SupTheme } from './theme';

/** The veil over something pressable: pressed, under the pointer, or none. */
export function overlay(
  theme: SupTheme,
  state: { pressed?: boolean; hovered?: boolean | undefined },
): string {
  if (state.pressed) return theme.chat.pressed;
  return state.hovered ? theme.chat.hover : 'transparent';
}
