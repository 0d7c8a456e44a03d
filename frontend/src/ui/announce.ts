import { AccessibilityInfo } from 'react-native';

/** Says something to a screen reader, politely and without moving focus. */
export function announce(text: string): void {
  AccessibilityInfo.announceForAccessibility(text);
}
