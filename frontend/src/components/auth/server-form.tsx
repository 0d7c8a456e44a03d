import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, TextField } from '../../ui';
import { AuthFrame } from './auth-frame';

export interface ServerFormProps {
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onSubmit: (address: string) => void;
}

/** On a phone, once: where the server is. */
export function ServerForm({ busy, error, onSubmit }: ServerFormProps) {
  const { server } = useWords();
  const [address, setAddress] = useState('');
  return (
    <AuthFrame title={server.title} hint={server.hint}>
      <View style={{ gap: 18 }}>
        <TextField
          label={server.address}
          value={address}
          onChangeText={setAddress}
          error={error}
          placeholder="chat.example.org"
          autoCapitalize="none"
          autoCorrect={false}
          autoComplete="url"
          inputMode="url"
          returnKeyType="go"
          onSubmitEditing={() => onSubmit(address)}
          autoFocus
        />
        <Button size="large" wide label={server.connect} busy={busy} onPress={() => onSubmit(address)} />
      </View>
    </AuthFrame>
  );
}
