import { useState } from 'react';
import { useWords } from '../../i18n';
import { checkHandle, handleFromName, passwordMin } from '../../model/account';
import { TextField } from '../../ui';
import type { FieldErrors } from './sign-in-form';

export interface AccountValues {
  readonly name: string;
  readonly handle: string;
  readonly password: string;
}

/** What somebody types who makes an account; once they have tried, what is wrong with it. */
export function useAccountFields(first = '') {
  const { auth } = useWords();
  const [name, setName] = useState(first);
  const [typedHandle, setHandle] = useState<string>();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const handle = typedHandle ?? handleFromName(name);
  const wrong: FieldErrors<keyof AccountValues> = {
    ...(name.trim() ? {} : { name: auth.errors.required }),
    ...(checkHandle(handle) ? {} : { handle: auth.errors.handle }),
    ...(password.length >= passwordMin ? {} : { password: auth.errors.passwordShort(passwordMin) }),
  };
  return {
    ...{ name, handle, password, setName, setHandle, setPassword },
    errors: tried ? wrong : {},
    /** The values, if they can be sent. */
    take(): AccountValues | undefined {
      setTried(true);
      return Object.keys(wrong).length === 0 ? { name: name.trim(), handle, password } : undefined;
    },
  };
}

export interface AccountFieldsProps {
  readonly fields: ReturnType<typeof useAccountFields>;
  /** What the server said. */
  readonly errors: FieldErrors<keyof AccountValues>;
  readonly onSubmit: () => void;
}

/** Name, username and password. */
export function AccountFields({ fields, errors, onSubmit }: AccountFieldsProps) {
  const { auth } = useWords();
  return (
    <>
      <TextField
        label={auth.name}
        value={fields.name}
        onChangeText={fields.setName}
        error={fields.errors.name ?? errors.name}
        autoComplete="name"
        autoFocus
      />
      <TextField
        label={auth.username}
        prefix="@"
        value={fields.handle}
        onChangeText={fields.setHandle}
        error={fields.errors.handle ?? errors.handle}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect={false}
      />
      <TextField
        label={auth.password}
        value={fields.password}
        onChangeText={fields.setPassword}
        error={fields.errors.password ?? errors.password}
        hint={auth.passwordHint(passwordMin)}
        autoComplete="new-password"
        autoCapitalize="none"
        reveal={{ show: auth.showPassword, hide: auth.hidePassword }}
        returnKeyType="go"
        onSubmitEditing={onSubmit}
      />
    </>
  );
}
