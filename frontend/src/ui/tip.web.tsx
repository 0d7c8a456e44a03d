import { type ReactElement, useEffect, useRef, useState } from 'react';
import { View } from 'react-native';
import Portal from 'react-native-paper/lib/module/components/Portal/Portal';
import { useTheme } from './theme-provider';
import { tokens } from './tokens';
import { Txt } from './txt';
import { webProps, webStyle } from './web-props';

const delayMs = 500;
const edge = 8;

/** Shows the label after half a second under the pointer. The label is in the button already, so this one is not read. */
export function Tip({ label, children }: { label: string; children: ReactElement }) {
  const theme = useTheme();
  const anchor = useRef<View>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [place, setPlace] = useState<{ x: number; y: number }>();
  const hide = () => {
    clearTimeout(timer.current);
    setPlace(undefined);
  };
  const show = () => {
    timer.current = setTimeout(() => {
      anchor.current?.measureInWindow((...[x, y, width, height]) =>
        setPlace({ x: x + width / 2, y: y + height + 6 }),
      );
    }, delayMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const below = place !== undefined && place.y + 32 < window.innerHeight;
  return (
    <View ref={anchor} {...webProps({ onMouseEnter: show, onMouseLeave: hide })} onPointerDown={hide}>
      {children}
      {place ? (
        <Portal>
          <View
            aria-hidden
            pointerEvents="none"
            style={[
              {
                position: 'absolute',
                left: Math.min(Math.max(place.x, edge + 40), window.innerWidth - edge - 40),
                top: below ? place.y : place.y - 76,
                zIndex: tokens.z.tooltip,
                paddingHorizontal: 9,
                paddingVertical: 4,
                borderRadius: 8,
                backgroundColor: theme.colors.inverseSurface,
              },
              webStyle({ transform: 'translateX(-50%)' }),
            ]}
          >
            <Txt type="bodySmall" color={theme.colors.inverseOnSurface} numberOfLines={1}>
              {label}
            </Txt>
          </View>
        </Portal>
      ) : null}
    </View>
  );
}
