import { Pressable, View } from 'react-native';
import { CheckMark, type PressState, Txt, useTheme, webProps } from '../../ui';

export interface CheckRowProps {
  readonly label: string;
  readonly detail?: string;
  readonly checked: boolean;
  /** Stands under what it belongs to. */
  readonly inset?: boolean;
  readonly onPress: () => void;
}

/** Something that may be ticked, with a line that says what that means. */
export function CheckRow({ label, detail, checked, inset, onPress }: CheckRowProps) {
  const theme = useTheme();
  return (
    <Pressable
      role="checkbox"
      aria-checked={checked}
      aria-label={detail ? `${label}. ${detail}` : label}
      onPress={onPress}
      {...webProps({ dataSet: { focus: 'inside' } })}
      style={({ hovered }: PressState) => ({
        flexDirection: 'row',
        alignItems: 'center',
        gap: 14,
        minHeight: theme.densityName === 'mobile' ? 48 : 40,
        marginHorizontal: -8,
        paddingHorizontal: 8,
        ...(inset && { paddingStart: 42 }),
        borderRadius: 10,
        backgroundColor: hovered ? theme.chat.hover : 'transparent',
      })}
    >
      <CheckMark checked={checked} />
      <View style={{ flex: 1, minWidth: 0 }}>
        <Txt isolate>{label}</Txt>
        {detail ? (
          <Txt color={theme.colors.onSurfaceVariant} style={{ fontSize: 12.5, lineHeight: 17 }}>
            {detail}
          </Txt>
        ) : null}
      </View>
    </Pressable>
  );
}
