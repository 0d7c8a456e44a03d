import { useState } from 'react';
import { useWords } from '../../i18n';
import { Button, Dialog, TextField } from '../../ui';

export interface RenameDialogProps {
  readonly name: string;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}

/** A new name for a group. */
export function RenameDialog({ name, busy, error, onSave, onClose }: RenameDialogProps) {
  const { newGroup, details, common } = useWords();
  const [text, setText] = useState(name);
  const ready = text.trim() !== '' && text.trim() !== name;
  const save = () => {
    if (ready) onSave(text.trim());
  };
  return (
    <Dialog
      title={details.rename}
      closeLabel={common.close}
      onClose={onClose}
      width={400}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={onClose} />
          <Button label={common.save} busy={busy} disabled={!ready} onPress={save} />
        </>
      }
    >
      <TextField
        label={newGroup.name}
        value={text}
        onChangeText={setText}
        maxLength={100}
        error={error}
        autoFocus
        onSubmitEditing={save}
      />
    </Dialog>
  );
}
