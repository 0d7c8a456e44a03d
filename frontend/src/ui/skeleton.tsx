import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { Animated, type DimensionValue, Easing, View } from 'react-native';
import { useTheme } from './theme-provider';
import { tokens } from './tokens';

const ShimmerContext = createContext<Animated.Value | undefined>(undefined);

/** Its children are skeletons: they appear after 200 ms only, and share one shimmer. */
export function SkeletonGroup({ label, children }: { label: string; children: ReactNode }) {
  const { reduceMotion } = useTheme();
  const [shown, setShown] = useState(false);
  const shimmer = useMemo(() => new Animated.Value(0), []);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (reduceMotion) return;
    const half = {
      duration: tokens.motion.duration.skeleton / 2,
      easing: Easing.linear,
      useNativeDriver: false,
    };
    const loop = Animated.loop(
      Animated.sequence([
        Animated.timing(shimmer, { toValue: 1, ...half }),
        Animated.timing(shimmer, { toValue: 0, ...half }),
      ]),
    );
    loop.start();
    return () => loop.stop();
  }, [shimmer, reduceMotion]);
  return (
    <View role="status" aria-label={label} aria-busy style={{ flex: 1, overflow: 'hidden' }}>
      {shown ? <ShimmerContext.Provider value={shimmer}>{children}</ShimmerContext.Provider> : null}
    </View>
  );
}

/** A grey shape where something will stand. */
export function Skeleton({
  width,
  height,
  radius = 7,
}: {
  width: DimensionValue;
  height: number;
  radius?: number;
}) {
  const { chat } = useTheme();
  const shimmer = useContext(ShimmerContext);
  const backgroundColor = shimmer
    ? shimmer.interpolate({ inputRange: [0, 1], outputRange: [chat.skeleton, chat.skeletonHighlight] })
    : chat.skeleton;
  return <Animated.View aria-hidden style={{ width, height, borderRadius: radius, backgroundColor }} />;
}
