import { Pressable } from 'react-native';
import { overlay } from './overlay';
import { type IconName, SupIcon } from './sup-icon';
import { useTheme } from './theme-provider';
import { Txt } from './txt';
import type { PressState } from './web-props';

export interface ChipProps {
  readonly label: string;
  readonly count?: number;
  readonly icon?: IconName;
  readonly selected: boolean;
  readonly onPress: () => void;
}

/** A filter chip: one of several, the chosen one filled. */
export function Chip({ label, count, icon, selected, onPress }: ChipProps) {
  const theme = useTheme();
  const height = theme.density.chip;
  const ink = selected ? theme.colors.onSecondaryContainer : theme.colors.onSurfaceVariant;
  const outline = theme.highContrast ? theme.colors.outline : theme.colors.outlineVariant;
  return (
    <Pressable
      role="radio"
      aria-checked={selected}
      onPress={onPress}
      hitSlop={{ top: 5, bottom: 5 }}
      style={({ hovered }: PressState) => ({
        height,
        borderRadius: height / 2,
        paddingHorizontal: theme.densityName === 'mobile' ? 15 : 11,
        borderWidth: 1,
        borderColor: selected && !theme.highContrast ? theme.colors.secondaryContainer : outline,
        backgroundColor: selected ? theme.colors.secondaryContainer : overlay(theme, { hovered }),
        flexDirection: 'row',
        alignItems: 'center',
        gap: 6,
      })}
    >
      {icon ? <SupIcon name={icon} size={15} color={ink} /> : null}
      <Txt type="chip" color={ink} numberOfLines={1} style={{ fontWeight: selected ? '600' : '500' }}>
        {label}
      </Txt>
      {count ? (
        <Txt
          type="chip"
          color={ink}
          style={{ fontSize: 12, fontWeight: '600', opacity: 0.85, fontVariant: ['tabular-nums'] }}
        >
          {count}
        </Txt>
      ) : null}
    </Pressable>
  );
}
