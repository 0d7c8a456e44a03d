import { useRef, useState } from 'react';
import { type TextInput, View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, TextField } from '../../ui';
import { AuthFoot, AuthFrame, TextLink } from './auth-frame';

/** What the server said, by the field that it is about. */
export type FieldErrors<Field extends string> = Partial<Record<Field, string>>;

export interface SignInFormProps {
  readonly busy: boolean;
  readonly errors: FieldErrors<'handle' | 'password'>;
  /** Why one is here, where that is not plain. */
  readonly hint?: string | undefined;
  /** Where one signs in, on a phone that may go elsewhere. */
  readonly server?: { readonly host: string; readonly onChange: () => void } | undefined;
  readonly onSubmit: (values: { handle: string; password: string }) => void;
  readonly onForgot: () => void;
  readonly onSignUp: () => void;
}

/** Username and password. */
export function SignInForm({ busy, errors, hint, server, onSubmit, onForgot, onSignUp }: SignInFormProps) {
  const { auth, server: words } = useWords();
  const [handle, setHandle] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const passwordInput = useRef<TextInput>(null);
  const submit = () => {
    setTried(true);
    if (handle.trim() && password) onSubmit({ handle: handle.trim(), password });
  };
  const missing = (value: string) => (tried && !value ? auth.errors.required : undefined);
  return (
    <AuthFrame title={auth.signInTitle} hint={hint ?? auth.signInHint}>
      <View style={{ gap: 14 }}>
        <TextField
          label={auth.username}
          value={handle}
          onChangeText={setHandle}
          error={errors.handle ?? missing(handle.trim())}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect={false}
          autoFocus
          returnKeyType="next"
          onSubmitEditing={() => passwordInput.current?.focus()}
          submitBehavior="submit"
        />
        <TextField
          inputRef={passwordInput}
          label={auth.password}
          labelEnd={<TextLink label={auth.forgot} onPress={onForgot} />}
          value={password}
          onChangeText={setPassword}
          error={errors.password ?? missing(password)}
          autoComplete="current-password"
          autoCapitalize="none"
          reveal={{ show: auth.showPassword, hide: auth.hidePassword }}
          returnKeyType="go"
          onSubmitEditing={submit}
        />
        <View style={{ marginTop: 4 }}>
          <Button size="large" wide label={auth.signIn} busy={busy} onPress={submit} />
        </View>
      </View>
      <AuthFoot text={auth.newHere} label={auth.createAccount} onPress={onSignUp} />
      {server ? (
        <AuthFoot text={words.at(server.host)} label={words.change} onPress={server.onChange} />
      ) : null}
    </AuthFrame>
  );
}
