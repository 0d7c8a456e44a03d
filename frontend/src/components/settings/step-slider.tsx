import { Pressable, View } from 'react-native';
import { type KeyPress, Txt, useTheme, webProps } from '../../ui';

export interface StepSliderProps {
  readonly label: string;
  readonly steps: readonly number[];
  readonly names: readonly string[];
  readonly value: number;
  readonly onChange: (value: number) => void;
}

const width = 180;

/** A slider of a few steps: press a step, or use the arrow keys. */
export function StepSlider({ label, steps, names, value, onChange }: StepSliderProps) {
  const { colors } = useTheme();
  const index = Math.max(0, steps.indexOf(value));
  const at = (step: number) => (step / (steps.length - 1)) * width;
  const go = (to: number) => {
    const step = steps[to];
    if (step !== undefined) onChange(step);
  };
  const onKeyDown = (event: KeyPress) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(index + step);
  };
  return (
    <View style={{ flexDirection: 'row', alignItems: 'center', gap: 14 }}>
      <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13 }} aria-hidden>
        A
      </Txt>
      <View
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={steps.length - 1}
        aria-valuenow={index}
        aria-valuetext={names[index]}
        {...webProps({ onKeyDown })}
        style={{ width, height: 24, justifyContent: 'center', borderRadius: 6 }}
      >
        <View style={{ height: 3, borderRadius: 2, backgroundColor: colors.outlineVariant }} />
        <View
          style={{
            position: 'absolute',
            start: 0,
            width: at(index),
            height: 3,
            borderRadius: 2,
            backgroundColor: colors.primary,
          }}
        />
        {steps.map((step, place) => (
          <Pressable
            key={step}
            tabIndex={-1}
            aria-hidden
            onPress={() => go(place)}
            style={{
              position: 'absolute',
              start: at(place) - 14,
              width: 28,
              height: 28,
              alignItems: 'center',
              justifyContent: 'center',
            }}
          >
            <View
              style={{
                width: place === index ? 19 : 5,
                height: place === index ? 19 : 5,
                borderRadius: 10,
                backgroundColor: place <= index ? colors.primary : colors.outline,
              }}
            />
          </Pressable>
        ))}
      </View>
      <Txt style={{ fontSize: 19, lineHeight: 24 }} aria-hidden>
        A
      </Txt>
    </View>
  );
}
