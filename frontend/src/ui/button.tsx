import PaperButton from 'react-native-paper/lib/module/components/Button/Button';
import type { IconName } from './sup-icon';
import type { SupTheme } from './theme';
import { useTheme } from './theme-provider';
import { mirroredRow } from './ui-direction';

export interface ButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly kind?: 'primary' | 'tonal' | 'text' | 'outlined';
  readonly tone?: 'normal' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: IconName;
  readonly wide?: boolean;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly accessibilityLabel?: string;
}

const sizes = {
  small: { height: 32, radius: 10, fontSize: 13, hitSlop: 6 },
  medium: { height: 40, radius: 12, fontSize: 14, hitSlop: 2 },
  large: { height: 48, radius: 14, fontSize: 15, hitSlop: 0 },
} as const;
const modes = { primary: 'contained', tonal: 'contained-tonal', text: 'text', outlined: 'outlined' } as const;
/** Paper draws its icon 16 from the edge and lets it overlap the label's margin by 16. */
const iconRoom = 24;

function dangerColours(theme: SupTheme, filled: boolean) {
  if (!filled) return { textColor: theme.chat.danger };
  return { textColor: theme.chat.onDanger, buttonColor: theme.chat.danger };
}

/** Paper's button in the kinds that the product knows; danger is for what cannot be taken back. */
export function Button(props: ButtonProps) {
  const {
    label,
    onPress,
    kind = 'primary',
    size = 'medium',
    icon,
    wide,
    disabled = false,
    busy = false,
  } = props;
  const theme = useTheme();
  const danger = props.tone === 'danger';
  const { height, radius, fontSize, hitSlop } = sizes[size];
  const margin = kind === 'text' || size === 'small' ? 12 : 18;
  return (
    <PaperButton
      mode={modes[kind]}
      onPress={onPress}
      disabled={disabled || busy}
      loading={busy}
      icon={icon}
      {...(danger ? dangerColours(theme, kind === 'primary') : {})}
      accessibilityLabel={props.accessibilityLabel ?? label}
      uppercase={false}
      hitSlop={hitSlop}
      style={[
        { borderRadius: radius, minWidth: 0 },
        wide && { alignSelf: 'stretch' },
        kind === 'outlined' && danger && { borderColor: theme.chat.danger },
      ]}
      contentStyle={{ height, ...mirroredRow() }}
      labelStyle={{
        marginVertical: 0,
        marginHorizontal: margin,
        ...(icon || busy ? { marginStart: iconRoom } : {}),
        fontSize,
        lineHeight: 20,
      }}
    >
      {label}
    </PaperButton>
  );
}
