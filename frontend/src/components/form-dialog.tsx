import type { ReactNode } from 'react';
import { useWords } from '../i18n';
import { Button, Dialog } from '../ui';

export interface FormDialogProps {
  readonly title: string;
  /** What its button says. */
  readonly action: string;
  /** The button does what cannot be taken back. */
  readonly danger?: boolean | undefined;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small form above everything: what is asked, a way out, and the button that does it. */
export function FormDialog({ title, onClose, children, ...button }: FormDialogProps) {
  const { common } = useWords();
  return (
    <Dialog
      title={title}
      closeLabel={common.close}
      onClose={onClose}
      width={400}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={onClose} />
          <Button
            label={button.action}
            tone={button.danger ? 'danger' : 'normal'}
            busy={button.busy ?? false}
            disabled={button.disabled ?? false}
            onPress={button.onSubmit}
          />
        </>
      }
    >
      {children}
    </Dialog>
  );
}
