import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button } from '../../ui';
import { AccountFields, type AccountValues, useAccountFields } from './account-fields';
import { AuthFoot, AuthFrame } from './auth-frame';
import type { FieldErrors } from './sign-in-form';

export interface SignUpFormProps {
  readonly busy: boolean;
  readonly errors: FieldErrors<keyof AccountValues>;
  /** Why one is here, where that is not plain. */
  readonly hint?: string | undefined;
  readonly onSubmit: (values: AccountValues) => void;
  readonly onSignIn: () => void;
}

/** Name, username and password: three fields to the first message. */
export function SignUpForm({ busy, errors, hint, onSubmit, onSignIn }: SignUpFormProps) {
  const { auth } = useWords();
  const fields = useAccountFields();
  const submit = () => {
    const values = fields.take();
    if (values) onSubmit(values);
  };
  return (
    <AuthFrame title={auth.signUpTitle} hint={hint ?? auth.signUpHint}>
      <View style={{ gap: 14 }}>
        <AccountFields fields={fields} errors={errors} onSubmit={submit} />
        <View style={{ marginTop: 4 }}>
          <Button size="large" wide label={auth.create} busy={busy} onPress={submit} />
        </View>
      </View>
      <AuthFoot text={auth.haveAccount} label={auth.signIn} onPress={onSignIn} />
    </AuthFrame>
  );
}
