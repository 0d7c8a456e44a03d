import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, monoFamily, Txt, useTheme } from '../../ui';

export interface CodeListProps {
  readonly codes: readonly string[];
  readonly onCopy: (text: string) => Promise<void>;
}

/** Recovery codes in two columns, with a button that copies them all. */
export function CodeList({ codes, onCopy }: CodeListProps) {
  const { auth, common } = useWords();
  const theme = useTheme();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await onCopy(codes.join('\n'));
    setCopied(true);
  };
  return (
    <View style={{ gap: 16 }}>
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
      <Button
        kind="tonal"
        size="large"
        wide
        icon={copied ? 'check' : 'copy'}
        label={copied ? common.copied : auth.copyCodes}
        onPress={() => void copy()}
      />
    </View>
  );
}
