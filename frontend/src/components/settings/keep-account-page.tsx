import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import { Button, TextField, Txt, useTheme } from '../../ui';
import { AccountFields, type AccountValues, useAccountFields } from '../auth/account-fields';
import type { FieldErrors } from '../auth/sign-in-form';
import { useTimeContext } from '../clock';
import { SettingsBody } from './settings-frame';

export interface KeepAccountValues extends AccountValues {
  /** A code, or the link that has it. */
  readonly invite?: string;
}

export interface KeepAccountPageProps {
  readonly name: string;
  /** When their visit ends otherwise. */
  readonly until: number;
  /** Once the server has said that it takes new accounts by invitation. */
  readonly asksInvite: boolean;
  readonly busy: boolean;
  readonly errors: FieldErrors<keyof KeepAccountValues>;
  /** What is wrong with none of the fields. */
  readonly problem: string | undefined;
  readonly onSave: (values: KeepAccountValues) => void;
  readonly onBack: () => void;
}

/** How a guest stays: with a username and a password they keep what they have here. */
export function KeepAccountPage(props: KeepAccountPageProps) {
  const { asksInvite, errors, problem } = props;
  const { guests, settings } = useWords();
  const { chat } = useTheme();
  const context = useTimeContext();
  const fields = useAccountFields(props.name);
  const [invite, setInvite] = useState('');
  const save = () => {
    const values = fields.take();
    if (values) props.onSave({ ...values, ...(asksInvite && invite.trim() && { invite: invite.trim() }) });
  };
  return (
    <SettingsBody
      title={settings.account}
      hint={guests.keepHint(untilTime(props.until, context))}
      onBack={props.onBack}
    >
      <View style={{ gap: 14, marginTop: 20, maxWidth: 440 }}>
        <AccountFields fields={fields} errors={errors} onSubmit={save} />
        {asksInvite ? (
          <TextField
            label={guests.invite}
            value={invite}
            onChangeText={setInvite}
            hint={guests.inviteHint}
            error={errors.invite}
            autoCapitalize="none"
            autoComplete="off"
            autoCorrect={false}
            autoFocus
            onSubmitEditing={save}
          />
        ) : null}
        {problem ? (
          <Txt role="alert" color={chat.danger}>
            {problem}
          </Txt>
        ) : null}
        <View style={{ alignItems: 'flex-start', marginTop: 4 }}>
          <Button size="large" label={guests.keep} busy={props.busy} onPress={save} />
        </View>
      </View>
    </SettingsBody>
  );
}
