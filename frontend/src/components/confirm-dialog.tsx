import { useWords } from '../i18n';
import { Button, Dialog, Txt, useTheme } from '../ui';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly body: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once before something that cannot be undone; the title names the thing. */
export function ConfirmDialog({ title, body, action, onConfirm, onClose }: ConfirmDialogProps) {
  const { common } = useWords();
  const { colors } = useTheme();
  return (
    <Dialog
      title={title}
      closeLabel={common.close}
      onClose={onClose}
      width={400}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={onClose} />
          <Button tone="danger" label={action} onPress={onConfirm} />
        </>
      }
    >
      <Txt color={colors.onSurfaceVariant}>{body}</Txt>
    </Dialog>
  );
}
