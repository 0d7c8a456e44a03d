import type { TextStyle, ViewStyle } from 'react-native';
import { webProps } from './web-props';

/** Whether the screens are mirrored for a language that runs from right to left. */
export function isMirrored(): boolean {
  return document.documentElement.dir === 'rtl';
}

/** A row that was made with left and right, as Paper's are: browsers do not mirror those, so it is turned round whole. */
export function mirroredRow(): ViewStyle {
  return isMirrored() ? { direction: 'ltr', flexDirection: 'row-reverse' } : {};
}

/**
 * Text stands at the start edge of the screen's own direction, whatever language it is in: with `dir="auto"`, which every
 * text has here, `start` would be the edge of the text's own direction.
 */
export function startAligned(): TextStyle {
  return { textAlign: isMirrored() ? 'right' : 'left' };
}

const written = /[\p{L}\p{N}]/u;

/** A field takes the direction of what is written in it. While there is neither letter nor digit it has the screen's: `auto` would be left to right. */
export function fieldDirection(text: string | undefined): object {
  return webProps({ dir: isMirrored() && !written.test(text ?? '') ? 'rtl' : 'auto' });
}
