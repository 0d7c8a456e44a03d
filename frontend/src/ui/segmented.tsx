import { Pressable, View } from 'react-native';
import { useTheme } from './theme-provider';
import { Txt } from './txt';
import { webStyle } from './web-props';

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** Two or three choices side by side, one of them raised. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  const theme = useTheme();
  const raised = theme.dark ? theme.colors.outlineVariant : theme.colors.surface;
  return (
    <View
      role="radiogroup"
      aria-label={label}
      style={{
        flexDirection: 'row',
        borderRadius: 11,
        padding: 3,
        gap: 2,
        backgroundColor: theme.colors.surfaceVariant,
      }}
    >
      {options.map((option) => {
        const on = option.value === value;
        return (
          <Pressable
            key={option.value}
            role="radio"
            aria-checked={on}
            onPress={() => onChange(option.value)}
            style={[
              { height: 30, paddingHorizontal: 14, borderRadius: 8, justifyContent: 'center' },
              on ? { backgroundColor: raised } : undefined,
              on ? webStyle({ boxShadow: '0 1px 2px rgba(12,28,32,.12)' }) : undefined,
            ]}
          >
            <Txt
              type="chip"
              color={on ? theme.colors.onSurface : theme.colors.onSurfaceVariant}
              style={{ fontWeight: on ? '600' : '500' }}
            >
              {option.label}
            </Txt>
          </Pressable>
        );
      })}
    </View>
  );
}
