import { useEffect, useMemo } from 'react';
import { Animated, Easing, View } from 'react-native';
import { useTheme } from './theme-provider';
import { tokens } from './tokens';

const rises = [2, 4, 6];

/** The three dots of the mark, rising in turn; still ones when motion is reduced. */
export function TypingDots() {
  const theme = useTheme();
  const phase = useMemo(() => new Animated.Value(0), []);
  useEffect(() => {
    if (theme.reduceMotion) return;
    const loop = Animated.loop(
      Animated.timing(phase, {
        toValue: 1,
        duration: tokens.motion.duration.typingDot,
        easing: Easing.linear,
        useNativeDriver: false,
      }),
    );
    loop.start();
    return () => loop.stop();
  }, [phase, theme.reduceMotion]);
  return (
    <View style={{ flexDirection: 'row', alignItems: 'flex-end', gap: 3, height: 12 }} aria-hidden>
      {rises.map((rise, index) => {
        const start = index * 0.18;
        const lift = phase.interpolate({
          inputRange: [0, start, start + 0.16, start + 0.34, 1],
          outputRange: [0, 0, -3, 0, 0],
        });
        const color = index === 2 ? theme.chat.mentionBadge : theme.chat.typing;
        return (
          <Animated.View
            key={rise}
            style={{
              width: 5,
              height: 5,
              borderRadius: 3,
              marginBottom: rise,
              backgroundColor: color,
              transform: [{ translateY: lift }],
            }}
          />
        );
      })}
    </View>
  );
}
