import { Pressable, View } from 'react-native';
import { type PressState, RadioMark, Txt, useTheme, webProps } from '../../ui';

export interface RadioListProps<Value extends string> {
  readonly label: string;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    /** What choosing it means. */
    readonly detail?: string;
  }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** Choices one below the other, one of them taken. */
export function RadioList<Value extends string>({ label, options, value, onChange }: RadioListProps<Value>) {
  const theme = useTheme();
  return (
    <View role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <Pressable
          key={option.value}
          role="radio"
          aria-checked={option.value === value}
          aria-label={option.detail ? `${option.label}. ${option.detail}` : option.label}
          onPress={() => onChange(option.value)}
          {...webProps({ dataSet: { focus: 'inside' } })}
          style={({ hovered }: PressState) => ({
            flexDirection: 'row',
            alignItems: 'center',
            gap: 14,
            minHeight: theme.densityName === 'mobile' ? 48 : 40,
            marginHorizontal: -8,
            paddingHorizontal: 8,
            borderRadius: 10,
            backgroundColor: hovered ? theme.chat.hover : 'transparent',
          })}
        >
          <RadioMark checked={option.value === value} />
          <View style={{ flex: 1, paddingVertical: option.detail ? 4 : 0 }}>
            <Txt>{option.label}</Txt>
            {option.detail ? (
              <Txt type="bodySmall" color={theme.colors.onSurfaceVariant}>
                {option.detail}
              </Txt>
            ) : null}
          </View>
        </Pressable>
      ))}
    </View>
  );
}
