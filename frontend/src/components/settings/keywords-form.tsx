import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Button, Card, CardRow, IconButton, TextField, Txt, useTheme } from '../../ui';
import { SettingsHeading } from './settings-frame';

export interface KeywordsFormProps {
  readonly words: readonly string[];
  readonly wordMax: number;
  readonly wordsMax: number;
  readonly onChange: (words: readonly string[]) => void;
}

/** Words that notify me like a mention. */
export function KeywordsForm({ words, wordMax, wordsMax, onChange }: KeywordsFormProps) {
  const { notify } = useWords();
  const { colors } = useTheme();
  const [typed, setTyped] = useState('');
  const word = typed.trim();
  const canAdd = word !== '' && !words.includes(word) && words.length < wordsMax;
  const add = () => {
    if (!canAdd) return;
    onChange([...words, word]);
    setTyped('');
  };
  return (
    <>
      <SettingsHeading>{notify.keywords}</SettingsHeading>
      {words.length > 0 ? (
        <Card>
          {words.map((one) => (
            <CardRow
              key={one}
              title={one}
              end={
                <IconButton
                  icon="close"
                  label={notify.removeKeyword(one)}
                  onPress={() => onChange(words.filter((other) => other !== one))}
                />
              }
            />
          ))}
        </Card>
      ) : null}
      <Txt color={colors.onSurfaceVariant} style={{ marginVertical: 8 }}>
        {notify.keywordsHint}
      </Txt>
      <View style={{ gap: 10, maxWidth: 420 }}>
        <TextField
          label={notify.addKeyword}
          value={typed}
          onChangeText={setTyped}
          maxLength={wordMax}
          onSubmitEditing={add}
        />
        <View style={{ alignItems: 'flex-start' }}>
          <Button label={notify.add} disabled={!canAdd} onPress={add} />
        </View>
      </View>
    </>
  );
}
