import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, Dialog, TextField } from '../../ui';

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
  const { auth, common } = useWords();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = () => {
    setTried(true);
    if (password) props.onConfirm(password);
  };
  return (
    <Dialog
      title={props.title}
      closeLabel={common.close}
      onClose={props.onClose}
      width={400}
      actions={
        <>
          <Button kind="text" label={common.cancel} onPress={props.onClose} />
          <Button
            label={props.action}
            tone={props.danger ? 'danger' : 'normal'}
            busy={props.busy}
            onPress={confirm}
          />
        </>
      }
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
    </Dialog>
  );
}
