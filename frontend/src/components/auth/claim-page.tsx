import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, ErrorLine } from '../../ui';
import { AuthFrame } from './auth-frame';

export interface ClaimPageProps {
  readonly handle: string;
  readonly state: 'asking' | 'done';
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onClaim: () => void;
  readonly onDone: () => void;
}

/** Becoming the first administrator: for which account, and what came of it. */
export function ClaimPage({ handle, state, busy, error, onClaim, onDone }: ClaimPageProps) {
  const { claim } = useWords();
  if (state === 'done') {
    return (
      <AuthFrame title={claim.done} hint={claim.doneHint(handle)}>
        <Button size="large" wide label={claim.toChats} onPress={onDone} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={claim.title} hint={claim.ask(handle)}>
      <View style={{ gap: 12 }}>
        <ErrorLine text={error && `${claim.failed}: ${error}`} />
        <Button size="large" wide label={claim.accept} busy={busy} onPress={onClaim} />
        <Button kind="text" wide label={claim.toChats} onPress={onDone} />
      </View>
    </AuthFrame>
  );
}
