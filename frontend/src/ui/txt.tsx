import type { ReactNode } from 'react';
import { type StyleProp, Text, type TextProps, type TextStyle } from 'react-native';
import { useTheme } from './theme-provider';
import type { TypeName } from './tokens';
import { startAligned } from './ui-direction';
import { webProps } from './web-props';

export interface TxtProps extends Omit<TextProps, 'style'> {
  readonly type?: TypeName;
  readonly color?: string;
  readonly style?: StyleProp<TextStyle>;
  /** Text that people wrote: it takes its own direction and cannot disturb its neighbours. */
  readonly isolate?: boolean;
  readonly children?: ReactNode;
}

/** Text in one of the type styles of the tokens. */
export function Txt({ type = 'bodyMedium', color, style, isolate, ...rest }: TxtProps) {
  const theme = useTheme();
  return (
    <Text
      {...rest}
      {...(isolate ? webProps({ dir: 'auto' }) : {})}
      style={[theme.type[type], startAligned(), { color: color ?? theme.colors.onSurface }, style]}
    />
  );
}
