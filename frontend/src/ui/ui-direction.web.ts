import type { TextStyle } from 'react-native';

/** Whether the screens are mirrored for a language that runs from right to left. */
export function isMirrored(): boolean {
  return document.documentElement.dir === 'rtl';
}

/**
 * Text stands at the start edge of the screen's own direction, whatever language it is in: with `dir="auto"`, which every
 * text has here, `start` would be the edge of the text's own direction.
 */
export function startAligned(): TextStyle {
  return { textAlign: isMirrored() ? 'right' : 'left' };
}
