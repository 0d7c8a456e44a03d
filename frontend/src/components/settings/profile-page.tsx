import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import { Avatar, Button, TextField, Txt, useTheme } from '../../ui';
import { SettingsBody } from './settings-frame';

export interface ProfilePageProps {
  readonly me: Person;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onSave: (values: { name: string; about: string }) => void;
  readonly onBack: () => void;
}

const aboutMax = 500;
const nameMax = 80;

/** What others see of me. */
export function ProfilePage({ me, busy, error, onSave, onBack }: ProfilePageProps) {
  const { settings, auth, common } = useWords();
  const { colors } = useTheme();
  const [name, setName] = useState(me.name);
  const [about, setAbout] = useState(me.about ?? '');
  const changed = name.trim() !== me.name || about.trim() !== (me.about ?? '');
  return (
    <SettingsBody title={settings.profile} hint={settings.profileHint} onBack={onBack}>
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 16, marginVertical: 22 }}>
        <Avatar id={me.id} name={name || me.name} size={72} presence={me.presence} ring={colors.surface} />
        <View style={{ flex: 1, minWidth: 0 }}>
          <Txt isolate type="titleLarge" numberOfLines={1}>
            {name || me.name}
          </Txt>
          <Txt isolate color={colors.onSurfaceVariant}>{`@${me.handle}`}</Txt>
        </View>
      </View>
      <View style={{ gap: 14, maxWidth: 420 }}>
        <TextField
          label={settings.displayName}
          value={name}
          onChangeText={setName}
          maxLength={nameMax}
          autoComplete="name"
          error={error ?? (name.trim() ? undefined : auth.errors.required)}
        />
        <TextField
          label={settings.about}
          value={about}
          onChangeText={setAbout}
          maxLength={aboutMax}
          multiline
          numberOfLines={3}
        />
        <View style={{ alignItems: 'flex-start' }}>
          <Button
            label={common.save}
            busy={busy}
            disabled={!changed || !name.trim()}
            onPress={() => onSave({ name: name.trim(), about: about.trim() })}
          />
        </View>
      </View>
    </SettingsBody>
  );
}
