import { Text } from 'react-native';

/** Room at the end of the last line for the time, as no-break spaces that nobody sees. A space is about 4 wide. */
export function MetaSpacer({ width }: { width: number }) {
  return <Text aria-hidden> {'\u00a0'.repeat(Math.ceil(width / 4))}</Text>;
}
