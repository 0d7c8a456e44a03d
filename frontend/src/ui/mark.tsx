import Svg, { Circle, Path } from 'react-native-svg';
import { brand } from './tokens';

/** The mark: a speech bubble whose three dots grow and rise. */
export function Mark({ size, label }: { size: number; label?: string }) {
  return (
    <Svg
      width={size}
      height={size}
      viewBox="0 0 48 48"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={!label}
    >
      <Path d="M24 4a20 20 0 0 1 0 40H9.5A5.5 5.5 0 0 1 4 38.5V24A20 20 0 0 1 24 4z" fill={brand.petrol} />
      <Circle cx={14.2} cy={30.4} r={3.3} fill={brand.light} />
      <Circle cx={23.8} cy={24.4} r={3.9} fill={brand.light} />
      <Circle cx={34} cy={17.6} r={4.5} fill={brand.spark} />
    </Svg>
  );
}
