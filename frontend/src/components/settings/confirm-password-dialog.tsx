import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { TextField } from '../../ui';
import { FormDialog } from '../form-dialog';

export interface ConfirmPasswordDialogProps {
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly children: ReactNode;
  readonly onConfirm: (password: string) => void;
  readonly onClose: () => void;
}

/** Something that only who knows the password may do; what it means stands above the field. */
export function ConfirmPasswordDialog(props: ConfirmPasswordDialogProps) {
  const { auth } = useWords();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = () => {
    setTried(true);
    if (password) props.onConfirm(password);
  };
  return (
    <FormDialog
      title={props.title}
      action={props.action}
      danger={props.danger}
      busy={props.busy}
      onSubmit={confirm}
      onClose={props.onClose}
    >
      <View style={{ gap: 16 }}>
        {props.children}
        <TextField
          label={auth.password}
          value={password}
          onChangeText={setPassword}
          error={props.error ?? (tried && !password ? auth.errors.required : undefined)}
          autoComplete="current-password"
          autoCapitalize="none"
          reveal={{ show: auth.showPassword, hide: auth.hidePassword }}
          onSubmitEditing={props.danger ? undefined : confirm}
          autoFocus
        />
      </View>
    </FormDialog>
  );
}
