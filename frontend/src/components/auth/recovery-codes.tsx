import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, monoFamily, Txt, useTheme } from '../../ui';
import { AuthFrame } from './auth-frame';

export interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onCopy: (text: string) => Promise<void>;
  readonly onDone: () => void;
}

/** After sign-up, once: the codes that bring an account back when its password is forgotten. */
export function RecoveryCodes({ codes, onCopy, onDone }: RecoveryCodesProps) {
  const { auth, common } = useWords();
  const theme = useTheme();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await onCopy(codes.join('\n'));
    setCopied(true);
  };
  return (
    <AuthFrame title={auth.codesTitle} hint={auth.codesHint}>
      <View
        role="list"
        aria-label={auth.codesLabel}
        style={{
          flexDirection: 'row',
          flexWrap: 'wrap',
          rowGap: 8,
          padding: 16,
          borderRadius: 14,
          backgroundColor: theme.colors.surfaceVariant,
          marginBottom: 16,
        }}
      >
        {codes.map((code) => (
          <View key={code} role="listitem" style={{ width: '50%' }}>
            <Txt
              selectable
              style={{ fontFamily: monoFamily, fontSize: 15, lineHeight: 24, textAlign: 'center' }}
            >
              {code}
            </Txt>
          </View>
        ))}
      </View>
      <View style={{ gap: 12 }}>
        <Button
          kind="tonal"
          size="large"
          wide
          icon={copied ? 'check' : 'copy'}
          label={copied ? common.copied : auth.copyCodes}
          onPress={() => void copy()}
        />
        <Button size="large" wide label={auth.codesSaved} onPress={onDone} />
      </View>
    </AuthFrame>
  );
}
