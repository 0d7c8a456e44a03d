import { View } from 'react-native';
import { useWords } from '../../i18n';
import { type KeyPress, tokens, webProps, webStyle } from '../../ui';

const { min, max } = tokens.layout.list;
const step = 16;

function clamp(width: number): number {
  return Math.round(Math.max(min, Math.min(max, width)));
}

/** The edge between list and conversation: drag it, or use the arrow keys on it. */
export function ListResizer({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const words = useWords();
  const direction = () => (document.documentElement.dir === 'rtl' ? -1 : 1);
  const drag = (from: number) => {
    const move = (event: PointerEvent) => onWidth(clamp(width + (event.clientX - from) * direction()));
    const end = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
  };
  const onKeyDown = (event: KeyPress) => {
    if (event.key === 'ArrowLeft') onWidth(clamp(width - step * direction()));
    if (event.key === 'ArrowRight') onWidth(clamp(width + step * direction()));
  };
  return (
    <View
      role="separator"
      aria-label={words.list.label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={(event) => drag(event.nativeEvent.clientX)}
      {...webProps({ onKeyDown })}
      style={[
        { width: 8, marginStart: -4, marginEnd: -4, zIndex: 60 },
        webStyle({ cursor: 'col-resize', touchAction: 'none' }),
      ]}
    />
  );
}
