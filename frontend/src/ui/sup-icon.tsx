import Svg, { Path } from 'react-native-svg';
import data from './icons.json';
import { isMirrored } from './ui-direction';

export type IconName = keyof typeof data.icons;

interface IconShape {
  readonly d?: readonly string[];
  readonly f?: readonly string[];
  readonly mirror?: boolean;
}

/** Paper asks for icons by Material names; these are ours for the parts that we use. */
const paperNames: Readonly<Record<string, IconName>> = {
  magnify: 'search',
  'menu-down': 'chevron-down',
  'dots-vertical': 'more',
  'arrow-left': 'chevron-left',
  'chevron-up': 'chevron-down',
  'alert-circle': 'alert',
  'checkbox-marked-circle': 'check',
  'eye-off': 'eye',
};

const shapes: Readonly<Record<string, IconShape>> = data.icons;

export interface SupIconProps {
  readonly name: string;
  readonly color?: string;
  readonly size: number;
  readonly strokeWidth?: number;
  readonly testID?: string;
}

/** Draws an icon of icons.json; those that point along the line of reading turn round in right-to-left. */
export function SupIcon({
  name,
  color = 'currentColor',
  size,
  strokeWidth = data.strokeWidth,
  testID,
}: SupIconProps) {
  const shape = shapes[paperNames[name] ?? name];
  if (!shape) return null;
  const mirrored = shape.mirror === true && isMirrored();
  return (
    <Svg
      width={size}
      height={size}
      viewBox={`0 0 ${data.grid} ${data.grid}`}
      aria-hidden
      testID={testID}
      style={mirrored ? { transform: [{ scaleX: -1 }] } : undefined}
    >
      {shape.d ? (
        <Path
          d={shape.d.join('')}
          fill="none"
          stroke={color}
          strokeWidth={strokeWidth}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : null}
      {shape.f ? <Path d={shape.f.join('')} fill={color} /> : null}
    </Svg>
  );
}

export function Icon(props: Omit<SupIconProps, 'name'> & { readonly name: IconName }) {
  return <SupIcon {...props} />;
}
