import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { passwordMin } from '../../model/account';
import { Button, TextField } from '../../ui';
import { AuthFrame, TextLink } from './auth-frame';
import type { FieldErrors } from './sign-in-form';

export interface RecoverValues {
  readonly handle: string;
  readonly code: string;
  readonly password: string;
}

export interface RecoverFormProps {
  readonly busy: boolean;
  readonly errors: FieldErrors<keyof RecoverValues>;
  /** From a reset link. */
  readonly given?: { readonly handle: string; readonly code: string } | undefined;
  readonly onSubmit: (values: RecoverValues) => void;
  readonly onSignIn: () => void;
}

/** A new password for who kept a recovery code. */
export function RecoverForm({ busy, errors, given, onSubmit, onSignIn }: RecoverFormProps) {
  const { auth } = useWords();
  const [handle, setHandle] = useState(given?.handle ?? '');
  const [code, setCode] = useState(given?.code ?? '');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const short = password.length < passwordMin;
  const missing = (value: string) => (tried && !value.trim() ? auth.errors.required : undefined);
  const submit = () => {
    setTried(true);
    if (handle.trim() && code.trim() && !short)
      onSubmit({ handle: handle.trim(), code: code.trim(), password });
  };
  return (
    <AuthFrame title={auth.recoverTitle} hint={given ? auth.recoverLinkHint : auth.recoverHint}>
      <View style={{ gap: 14, marginBottom: 22 }}>
        <TextField
          label={auth.username}
          prefix="@"
          value={handle}
          onChangeText={setHandle}
          error={errors.handle ?? missing(handle)}
          autoComplete="username"
          autoCapitalize="none"
          autoFocus={!given}
        />
        <TextField
          label={auth.recoveryCode}
          value={code}
          onChangeText={setCode}
          error={errors.code ?? missing(code)}
          autoComplete="one-time-code"
          autoCapitalize="none"
        />
        <TextField
          label={auth.newPassword}
          value={password}
          onChangeText={setPassword}
          error={errors.password ?? (tried && short ? auth.errors.passwordShort(passwordMin) : undefined)}
          hint={auth.passwordHint(passwordMin)}
          autoComplete="new-password"
          autoCapitalize="none"
          autoFocus={given !== undefined}
          reveal={{ show: auth.showPassword, hide: auth.hidePassword }}
          onSubmitEditing={submit}
        />
        <View style={{ marginTop: 4 }}>
          <Button size="large" wide label={auth.recover} busy={busy} onPress={submit} />
        </View>
      </View>
      <TextLink label={auth.backToSignIn} onPress={onSignIn} />
    </AuthFrame>
  );
}
