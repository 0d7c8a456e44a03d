import { useMemo } from 'react';
import Svg, { Path, Rect } from 'react-native-svg';
import { qrShape } from '../../model/qr';
import { tokens } from '../../ui';

/** Dark on light in every theme, because many readers know nothing else. */
const { surface: ground, onSurface: ink } = tokens.themes.light.paper;

/** A text as a QR code. */
export function QrCode({ text, size, label }: { text: string; size: number; label: string }) {
  const { side, path } = useMemo(() => qrShape(text), [text]);
  return (
    <Svg width={size} height={size} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <Rect width={side} height={side} rx={2} fill={ground} />
      <Path d={path} fill={ink} />
    </Svg>
  );
}
