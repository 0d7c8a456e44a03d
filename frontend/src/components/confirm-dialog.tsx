import { Txt, useTheme } from '../ui';
import { FormDialog } from './form-dialog';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly body: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once before something that cannot be undone; the title names the thing. */
export function ConfirmDialog({ title, body, action, onConfirm, onClose }: ConfirmDialogProps) {
  const { colors } = useTheme();
  return (
    <FormDialog danger {...{ title, action, onClose }} onSubmit={onConfirm}>
      <Txt color={colors.onSurfaceVariant}>{body}</Txt>
    </FormDialog>
  );
}
