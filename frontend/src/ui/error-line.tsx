import type { StyleProp, TextStyle } from 'react-native';
import { useTheme } from './theme-provider';
import { Txt } from './txt';

export interface ErrorLineProps {
  /** What went wrong, as a sentence; nothing is shown without one. */
  readonly text: string | undefined;
  readonly style?: StyleProp<TextStyle>;
}

/** Why what was asked for was not done: it stands where it was asked, and is read out at once. */
export function ErrorLine({ text, style }: ErrorLineProps) {
  const { chat } = useTheme();
  if (!text) return null;
  return (
    <Txt role="alert" color={chat.danger} style={style}>
      {text}
    </Txt>
  );
}
