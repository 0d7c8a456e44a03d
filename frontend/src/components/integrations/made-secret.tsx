import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, monoFamily, Txt, useTheme } from '../../ui';

export interface MadeSecretProps {
  readonly words: {
    readonly made: string;
    readonly shownOnce: string;
    readonly copy: string;
    /** What puts it away. */
    readonly another: string;
  };
  readonly secret: string;
  readonly onCopy: (text: string) => Promise<void>;
  readonly onAnother: () => void;
}

/** What is shown once and never again, to be copied. */
export function MadeSecret({ words, secret, onCopy, onAnother }: MadeSecretProps) {
  const { common } = useWords();
  const { colors } = useTheme();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await onCopy(secret);
    setCopied(true);
  };
  return (
    <View style={{ gap: 14 }}>
      <View style={{ gap: 2 }}>
        <Txt type="titleMedium" role="heading" aria-level={3} aria-live="polite">
          {words.made}
        </Txt>
        <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
          {words.shownOnce}
        </Txt>
      </View>
      <View style={{ padding: 14, borderRadius: 14, backgroundColor: colors.surfaceVariant }}>
        <Txt selectable style={{ fontFamily: monoFamily, fontSize: 14, lineHeight: 20 }}>
          {secret}
        </Txt>
      </View>
      <View style={{ gap: 8 }}>
        <Button
          size="large"
          wide
          icon={copied ? 'check' : 'copy'}
          label={copied ? common.copied : words.copy}
          onPress={() => void copy()}
        />
        <Button kind="text" wide label={words.another} onPress={() => onAnother()} />
      </View>
    </View>
  );
}
