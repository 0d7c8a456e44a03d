import { View } from 'react-native';
import { useWords } from '../../i18n';
import { ErrorLine, Txt, useTheme } from '../../ui';
import { FormDialog } from '../form-dialog';

export interface DeleteRoomDialogProps {
  readonly of: 'chat' | 'space';
  readonly name: string;
  readonly people: number;
  /** Until when it can be restored; undefined: not at all. */
  readonly until: string | undefined;
  /** Whether the server has said until when. */
  readonly isKnown: boolean;
  readonly withAdmins: boolean;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** What happens to a chat or space that is deleted, and when. */
export function DeleteRoomDialog(props: DeleteRoomDialogProps) {
  const { name, people, until, isKnown, error } = props;
  const { deletion, common } = useWords();
  const { colors } = useTheme();
  const words = deletion[props.of];
  const later =
    until === undefined ? [words.atOnce] : [words.until(until, props.withAdmins), words.afterwards];
  return (
    <FormDialog
      danger
      title={deletion.question(name)}
      action={words.title}
      busy={props.busy}
      disabled={!isKnown}
      onSubmit={props.onConfirm}
      onClose={props.onClose}
    >
      <View style={{ gap: 10 }}>
        {[words.now(people), ...(isKnown ? later : error ? [] : [common.loading])].map((text) => (
          <Txt key={text} color={colors.onSurfaceVariant}>
            {text}
          </Txt>
        ))}
        <ErrorLine text={error} />
      </View>
    </FormDialog>
  );
}
