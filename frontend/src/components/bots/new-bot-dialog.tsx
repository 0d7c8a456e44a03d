import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { TextField } from '../../ui';
import { FormDialog } from '../form-dialog';

export interface NewBotDialogProps {
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onCreate: (bot: { readonly name: string; readonly handle: string }) => void;
  readonly onClose: () => void;
}

/** Asks how a new bot is called. */
export function NewBotDialog({ busy, error, onCreate, onClose }: NewBotDialogProps) {
  const { bots } = useWords();
  const [name, setName] = useState('');
  const [handle, setHandle] = useState('');
  const isWhole = name.trim() !== '' && handle.trim() !== '';
  const create = () => {
    if (isWhole) onCreate({ name: name.trim(), handle: handle.trim() });
  };
  return (
    <FormDialog
      title={bots.fresh}
      action={bots.create}
      busy={busy}
      disabled={!isWhole}
      onSubmit={create}
      onClose={onClose}
    >
      <View style={{ gap: 16 }}>
        <TextField
          label={bots.name}
          value={name}
          maxLength={limits.displayNameMax}
          onChangeText={setName}
          onSubmitEditing={create}
          autoFocus
        />
        <TextField
          label={bots.handle}
          hint={bots.handleHint}
          error={error}
          prefix="@"
          value={handle}
          autoCapitalize="none"
          autoCorrect={false}
          onChangeText={setHandle}
          onSubmitEditing={create}
        />
      </View>
    </FormDialog>
  );
}
