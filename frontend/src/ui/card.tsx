import type { ReactNode } from 'react';
import { Children, isValidElement } from 'react';
import { Pressable, View } from 'react-native';
import { overlay } from './overlay';
import { type IconName, SupIcon } from './sup-icon';
import { useTheme } from './theme-provider';
import { Txt } from './txt';
import { type PressState, webProps } from './web-props';

/** A rounded box whose rows are parted by hairlines. */
export function Card({ children }: { children: ReactNode }) {
  const theme = useTheme();
  const rows = Children.toArray(children).filter(isValidElement);
  return (
    <View
      style={{
        borderWidth: 1,
        borderColor: theme.highContrast ? theme.colors.outline : theme.chat.hairline,
        borderRadius: 14,
        backgroundColor: theme.colors.surface,
        overflow: 'hidden',
      }}
    >
      {rows.map((row, index) => (
        <View
          key={row.key}
          style={index > 0 ? { borderTopWidth: 1, borderTopColor: theme.chat.hairline } : undefined}
        >
          {row}
        </View>
      ))}
    </View>
  );
}

export interface CardRowProps {
  readonly title: string;
  readonly detail?: string;
  readonly icon?: IconName;
  /** What stands first, in the place of an icon. */
  readonly lead?: ReactNode;
  /** Puts the icon on a tile of this tone. */
  readonly tile?: 'accent' | 'neutral';
  readonly titleEnd?: ReactNode;
  readonly end?: ReactNode;
  readonly value?: string;
  readonly onPress?: () => void;
  readonly minHeight?: number;
  /** For what cannot be taken back. */
  readonly danger?: boolean;
}

/** A row of a card: what it is, a line about it, and the control at its end. */
export function CardRow(props: CardRowProps) {
  const { title, detail, icon, lead, tile, titleEnd, end, value, onPress, minHeight = 56, danger } = props;
  const theme = useTheme();
  const content = (
    <>
      {lead}
      {icon ? <RowIcon icon={icon} tile={tile} danger={danger} /> : null}
      <View style={{ flex: 1, minWidth: 0 }}>
        <View style={{ flexDirection: 'row', alignItems: 'center', gap: 8 }}>
          <Txt
            color={danger ? theme.chat.danger : theme.colors.onSurface}
            style={{ fontWeight: '500', flexShrink: 1 }}
            numberOfLines={1}
          >
            {title}
          </Txt>
          {titleEnd}
        </View>
        {detail ? (
          <Txt color={theme.colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
            {detail}
          </Txt>
        ) : null}
      </View>
      {value ? <Txt color={theme.colors.onSurfaceVariant}>{value}</Txt> : null}
      {end}
      {onPress && !end ? (
        <SupIcon name="chevron-right" size={18} color={theme.colors.onSurfaceVariant} />
      ) : null}
    </>
  );
  const style = {
    flexDirection: 'row',
    alignItems: 'center',
    gap: 16,
    minHeight,
    paddingVertical: 8,
    paddingHorizontal: 16,
  } as const;
  if (!onPress) return <View style={style}>{content}</View>;
  return (
    <Pressable
      role="button"
      onPress={onPress}
      {...webProps({ dataSet: { focus: 'inside' } })}
      style={({ hovered, pressed }: PressState) => [
        style,
        { backgroundColor: overlay(theme, { pressed, hovered }) },
      ]}
    >
      {content}
    </Pressable>
  );
}

function RowIcon({ icon, tile, danger }: Pick<CardRowProps, 'tile' | 'danger'> & { icon: IconName }) {
  const { colors, chat } = useTheme();
  if (!tile) return <SupIcon name={icon} size={20} color={danger ? chat.danger : colors.onSurfaceVariant} />;
  const [ground, ink] =
    tile === 'accent'
      ? [colors.secondaryContainer, colors.onSecondaryContainer]
      : [colors.surfaceVariant, colors.onSurfaceVariant];
  return (
    <View
      style={{
        width: 40,
        height: 40,
        borderRadius: 12,
        alignItems: 'center',
        justifyContent: 'center',
        backgroundColor: ground,
      }}
    >
      <SupIcon name={icon} size={20} color={ink} />
    </View>
  );
}
