import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { checkHandle, handleFromName, passwordMin } from '../../model/account';
import { Button, TextField } from '../../ui';
import { AuthFoot, AuthFrame } from './auth-frame';
import type { FieldErrors } from './sign-in-form';

export interface SignUpValues {
  readonly name: string;
  readonly handle: string;
  readonly password: string;
}

export interface SignUpFormProps {
  readonly busy: boolean;
  readonly errors: FieldErrors<keyof SignUpValues>;
  /** Why one is here, where that is not plain. */
  readonly hint?: string | undefined;
  readonly onSubmit: (values: SignUpValues) => void;
  readonly onSignIn: () => void;
}

/** Name, username and password: three fields to the first message. */
export function SignUpForm({ busy, errors, hint, onSubmit, onSignIn }: SignUpFormProps) {
  const { auth } = useWords();
  const [name, setName] = useState('');
  const [typedHandle, setHandle] = useState<string>();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const handle = typedHandle ?? handleFromName(name);
  const own: FieldErrors<keyof SignUpValues> = tried
    ? {
        ...(name.trim() ? {} : { name: auth.errors.required }),
        ...(checkHandle(handle) ? {} : { handle: auth.errors.handle }),
        ...(password.length >= passwordMin ? {} : { password: auth.errors.passwordShort(passwordMin) }),
      }
    : {};
  const submit = () => {
    setTried(true);
    if (name.trim() && checkHandle(handle) && password.length >= passwordMin)
      onSubmit({ name: name.trim(), handle, password });
  };
  return (
    <AuthFrame title={auth.signUpTitle} hint={hint ?? auth.signUpHint}>
      <View style={{ gap: 14 }}>
        <TextField
          label={auth.name}
          value={name}
          onChangeText={setName}
          error={own.name ?? errors.name}
          autoComplete="name"
          autoFocus
        />
        <TextField
          label={auth.username}
          prefix="@"
          value={handle}
          onChangeText={setHandle}
          error={own.handle ?? errors.handle}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect={false}
        />
        <TextField
          label={auth.password}
          value={password}
          onChangeText={setPassword}
          error={own.password ?? errors.password}
          hint={auth.passwordHint(passwordMin)}
          autoComplete="new-password"
          autoCapitalize="none"
          reveal={{ show: auth.showPassword, hide: auth.hidePassword }}
          returnKeyType="go"
          onSubmitEditing={submit}
        />
        <View style={{ marginTop: 4 }}>
          <Button size="large" wide label={auth.create} busy={busy} onPress={submit} />
        </View>
      </View>
      <AuthFoot text={auth.haveAccount} label={auth.signIn} onPress={onSignIn} />
    </AuthFrame>
  );
}
