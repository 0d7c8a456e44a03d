import { I18nManager, type TextStyle, type ViewStyle } from 'react-native';

/** Whether the screens are mirrored for a language that runs from right to left. */
export function isMirrored(): boolean {
  return I18nManager.getConstants().isRTL;
}

/** A row that was made with left and right: phones mirror those by themselves. */
export function mirroredRow(): ViewStyle {
  return {};
}

/** Text stands at the start edge of the screen's own direction, whatever language it is in. */
export function startAligned(): TextStyle {
  return { textAlign: 'auto' };
}

/** Phones give a field without letters the screen's direction by themselves. */
export function fieldDirection(_text: string | undefined): object {
  return {};
}
