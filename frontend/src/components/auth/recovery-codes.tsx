import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button } from '../../ui';
import { AuthFrame } from './auth-frame';
import { CodeList, type CodeListProps } from './code-list';

export interface RecoveryCodesProps extends CodeListProps {
  readonly onDone: () => void;
}

/** After sign-up, once: the codes that bring an account back when its password is forgotten. */
export function RecoveryCodes({ codes, onCopy, onDone }: RecoveryCodesProps) {
  const { auth } = useWords();
  return (
    <AuthFrame title={auth.codesTitle} hint={auth.codesHint}>
      <View style={{ gap: 12 }}>
        <CodeList codes={codes} onCopy={onCopy} />
        <Button size="large" wide label={auth.codesSaved} onPress={onDone} />
      </View>
    </AuthFrame>
  );
}
