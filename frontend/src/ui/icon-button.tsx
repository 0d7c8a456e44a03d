import { Pressable, type StyleProp, type ViewStyle } from 'react-native';
import { type IconName, SupIcon } from './sup-icon';
import { useTheme } from './theme-provider';
import { Tip } from './tip';
import { tokens } from './tokens';
import type { PressState } from './web-props';

export interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress: () => void;
  readonly size?: number;
  readonly iconSize?: number;
  readonly strokeWidth?: number;
  readonly radius?: number;
  readonly selected?: boolean;
  readonly disabled?: boolean;
  readonly color?: string;
  readonly tip?: boolean;
  readonly tabIndex?: 0 | -1;
  readonly nativeID?: string;
  readonly expanded?: boolean;
  readonly style?: StyleProp<ViewStyle>;
}

/** A square button that is only an icon; its label is its tooltip too. */
export function IconButton(props: IconButtonProps) {
  const {
    icon,
    label,
    onPress,
    iconSize = 20,
    strokeWidth,
    selected,
    disabled,
    tip = true,
    tabIndex,
    nativeID,
  } = props;
  const theme = useTheme();
  const size = props.size ?? (theme.densityName === 'mobile' ? 44 : 36);
  const color = props.color ?? (selected ? theme.chat.onSelectedRow : theme.colors.onSurfaceVariant);
  const missing = Math.max(0, Math.ceil((tokens.touch.minTouch - size) / 2));
  const button = (
    <Pressable
      role="button"
      aria-label={label}
      aria-pressed={selected}
      aria-expanded={props.expanded}
      disabled={disabled}
      onPress={onPress}
      hitSlop={missing}
      nativeID={nativeID}
      tabIndex={tabIndex}
      style={({ pressed, hovered }: PressState) => [
        {
          width: size,
          height: size,
          borderRadius: props.radius ?? (size >= 44 ? 14 : 10),
          alignItems: 'center',
          justifyContent: 'center',
          opacity: disabled ? 0.42 : 1,
        },
        selected ? { backgroundColor: theme.chat.selectedRow } : undefined,
        hovered && !selected ? { backgroundColor: theme.chat.hover } : undefined,
        pressed ? { backgroundColor: theme.chat.pressed } : undefined,
        props.style,
      ]}
    >
      <SupIcon
        name={icon}
        size={iconSize}
        color={color}
        {...(strokeWidth === undefined ? {} : { strokeWidth })}
      />
    </Pressable>
  );
  return tip ? <Tip label={label}>{button}</Tip> : button;
}
