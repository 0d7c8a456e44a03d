import { useWindowDimensions } from 'react-native';

export type Panes = 'one' | 'two' | 'three';

/** How many panes fit: one below 700, two below 1024, else three with the rail; details sit inline from 1180. */
export function panesFor(width: number): Panes {
  if (width < 700) return 'one';
  return width < 1024 ? 'two' : 'three';
}

/** The window's panes, from its width alone. */
export function useLayout() {
  const { width, height } = useWindowDimensions();
  const panes = panesFor(width);
  return { width, height, panes, mobile: panes === 'one', detailsInline: width >= 1180 };
}
