import { Pressable, View } from 'react-native';
import { SupIcon } from './sup-icon';
import { useTheme } from './theme-provider';

export interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** An on-off switch. */
export function Toggle({ label, on, onChange }: ToggleProps) {
  const { colors } = useTheme();
  return (
    <Pressable
      role="switch"
      aria-label={label}
      aria-checked={on}
      onPress={() => onChange(!on)}
      hitSlop={10}
      style={{
        width: 40,
        height: 24,
        borderRadius: 12,
        borderWidth: 2,
        borderColor: on ? colors.primary : colors.outline,
        backgroundColor: on ? colors.primary : 'transparent',
        justifyContent: 'center',
        alignItems: on ? 'flex-end' : 'flex-start',
      }}
    >
      <View
        style={{
          width: on ? 18 : 12,
          height: on ? 18 : 12,
          borderRadius: 9,
          marginHorizontal: on ? 1 : 4,
          backgroundColor: on ? colors.onPrimary : colors.outline,
        }}
      />
    </Pressable>
  );
}

/** The square of a checkbox; the row around it is what one presses. */
export function CheckMark({ checked }: { checked: boolean }) {
  const { colors } = useTheme();
  return (
    <View
      style={{
        width: 20,
        height: 20,
        borderRadius: 6,
        borderWidth: 2,
        borderColor: checked ? colors.primary : colors.outline,
        backgroundColor: checked ? colors.primary : 'transparent',
        alignItems: 'center',
        justifyContent: 'center',
      }}
    >
      {checked ? <SupIcon name="check" size={14} strokeWidth={2.6} color={colors.onPrimary} /> : null}
    </View>
  );
}

/** The circle of a radio button. */
export function RadioMark({ checked }: { checked: boolean }) {
  const { colors } = useTheme();
  return (
    <View
      style={{
        width: 20,
        height: 20,
        borderRadius: 10,
        borderWidth: 2,
        padding: 3,
        borderColor: checked ? colors.primary : colors.outline,
      }}
    >
      {checked ? <View style={{ flex: 1, borderRadius: 5, backgroundColor: colors.primary }} /> : null}
    </View>
  );
}
