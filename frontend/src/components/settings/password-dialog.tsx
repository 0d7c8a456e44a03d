import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { passwordMin } from '../../model/account';
import { TextField } from '../../ui';
import type { FieldErrors } from '../auth/sign-in-form';
import { FormDialog } from '../form-dialog';

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
  const { security, auth } = useWords();
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
    <FormDialog
      title={security.changePassword}
      action={security.changePassword}
      busy={busy}
      onSubmit={save}
      onClose={onClose}
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
    </FormDialog>
  );
}
