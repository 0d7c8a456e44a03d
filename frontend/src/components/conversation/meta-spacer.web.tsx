import { View } from 'react-native';
import { webStyle } from '../../ui';

/** Room at the end of the last line for the time; it wraps to a line of its own only when it must. */
export function MetaSpacer({ width }: { width: number }) {
  return <View aria-hidden style={[{ width, height: 1 }, webStyle({ display: 'inline-block' })]} />;
}
