import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { passwordMin } from '../../model/account';
import { Button, Dialog, TextField } from '../../ui';
import type { FieldErrors } from '../auth/sign-in-form';

export interface PasswordValues {
  readonly current: string;
  readonly next: string;
}

export interface PasswordDialogProps {
  readonly busy: boolean;
  readonly errors: FieldErrors<keyof PasswordValues>;
  readonly onSave: (values: PasswordValues) => void;
  readonly onClose: () => void;
}

/** The old password and a new one. */
export function PasswordDialog({ busy, errors, onSave, onClose }: PasswordDialogProps) {
  const { security, auth, common } = useWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const short = next.length < passwordMin;
  const save = () => {
    setTried(true);
    if (current && !short) onSave({ current, next });
  };
  const reveal = { show: auth.showPassword, hide: auth.hidePassword };
  return (
    <Dialog
      title={security.changePassword}
      closeLabel={common.close}
      onClose={onClose}
      width={400}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={onClose} />
          <Button label={security.changePassword} busy={busy} onPress={save} />
        </>
      }
    >
      <View style={{ gap: 14 }}>
        <TextField
          label={security.currentPassword}
          value={current}
          onChangeText={setCurrent}
          error={errors.current ?? (tried && !current ? auth.errors.required : undefined)}
          autoComplete="current-password"
          autoCapitalize="none"
          reveal={reveal}
          autoFocus
        />
        <TextField
          label={auth.newPassword}
          value={next}
          onChangeText={setNext}
          error={errors.next ?? (tried && short ? auth.errors.passwordShort(passwordMin) : undefined)}
          hint={auth.passwordHint(passwordMin)}
          autoComplete="new-password"
          autoCapitalize="none"
          reveal={reveal}
          onSubmitEditing={save}
        />
      </View>
    </Dialog>
  );
}
