import { useWords } from '../../i18n';
import { Toggle, Txt, useTheme } from '../../ui';

export interface ModeSwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: ((on: boolean) => void) | undefined;
}

/** A switch for who may turn it, a word for who may not. */
export function ModeSwitch(props: ModeSwitchProps) {
  const { moderation } = useWords();
  const { colors } = useTheme();
  if (props.onChange) return <Toggle label={props.label} on={props.on} onChange={props.onChange} />;
  return <Txt color={colors.onSurfaceVariant}>{props.on ? moderation.on : moderation.off}</Txt>;
}
