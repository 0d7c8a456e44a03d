import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, Skeleton, SkeletonGroup, TextField } from '../../ui';
import { AuthFrame } from '../auth/auth-frame';

/** While the server says where a code leads. */
export function JoinWaiting() {
  const { join } = useWords();
  return (
    <SkeletonGroup label={join.loading}>
      <View style={{ flex: 1, justifyContent: 'center', alignItems: 'center', gap: 12 }}>
        <Skeleton width={280} height={28} />
        <Skeleton width={280} height={96} radius={14} />
        <Skeleton width={280} height={48} radius={14} />
      </View>
    </SkeletonGroup>
  );
}

/** A code that leads nowhere, or a server that does not answer. */
export function JoinRefused(props: { title: string; hint: string; action: string; onAction: () => void }) {
  return (
    <AuthFrame title={props.title} hint={props.hint}>
      <Button size="large" wide label={props.action} onPress={props.onAction} />
    </AuthFrame>
  );
}

/** For a code that was said aloud. */
export function JoinByCode({ onCode }: { onCode: (code: string) => void }) {
  const { join } = useWords();
  const [code, setCode] = useState('');
  const submit = () => {
    if (code.trim()) onCode(code.trim());
  };
  return (
    <AuthFrame title={join.enterTitle} hint={join.enterHint}>
      <View style={{ gap: 16 }}>
        <TextField
          label={join.code}
          value={code}
          onChangeText={setCode}
          autoCapitalize="none"
          autoCorrect={false}
          autoComplete="off"
          autoFocus
          returnKeyType="go"
          onSubmitEditing={submit}
        />
        <Button size="large" wide label={join.look} onPress={submit} />
      </View>
    </AuthFrame>
  );
}
