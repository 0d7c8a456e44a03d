import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import { Avatar, Button, ErrorLine, TextField, Txt, useTheme } from '../../ui';
import { AuthFrame } from '../auth/auth-frame';
import { useTimeContext } from '../clock';

export interface JoinPreview {
  readonly kind: 'group' | 'channel' | 'space';
  readonly name: string;
  readonly topic?: string | undefined;
  readonly memberCount: number;
  /** For people without an account, until `expiresAt`. */
  readonly guests?: boolean | undefined;
  readonly expiresAt?: number | undefined;
  readonly role: 'admin' | 'moderator' | 'member' | 'guest';
  readonly by: { readonly name: string; readonly handle: string };
}

export interface JoinPageProps {
  readonly preview: JoinPreview;
  /** Who is not signed in makes an account first, or signs in. */
  readonly signedIn: boolean;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly onJoin: () => void;
  /** Without an account, by this name. */
  readonly onEnter: (name: string) => void;
  readonly onSignUp: () => void;
  readonly onSignIn: () => void;
  readonly onLeave: () => void;
}

/** Where an invitation leads and who invites, before one joins. */
export function JoinPage(props: JoinPageProps) {
  const { preview } = props;
  const { join } = useWords();
  return (
    <AuthFrame title={join.title(preview.name)} hint={join.invites(preview.by.name)}>
      <View style={{ gap: 20 }}>
        <RoomCard preview={preview} />
        <ErrorLine text={props.error && `${join.failed}: ${props.error}`} />
        <Ways {...props} />
      </View>
    </AuthFrame>
  );
}

/** What one can do: join, get an account first, or come in with nothing but a name. */
function Ways(props: JoinPageProps) {
  const { preview, signedIn } = props;
  const { join, guests } = useWords();
  if (preview.guests && signedIn)
    return (
      <View style={{ gap: 16 }}>
        <Txt role="status">{guests.hasAccount}</Txt>
        <Button size="large" wide label={join.toChats} onPress={props.onLeave} />
      </View>
    );
  if (preview.guests) return <GuestForm busy={props.busy} onEnter={props.onEnter} />;
  if (signedIn)
    return (
      <View style={{ gap: 8 }}>
        <Button size="large" wide label={join.join} busy={props.busy} onPress={props.onJoin} />
        <Button kind="text" wide label={join.notNow} onPress={props.onLeave} />
      </View>
    );
  return (
    <View style={{ gap: 8 }}>
      <Button size="large" wide label={join.signUp} onPress={props.onSignUp} />
      <Button kind="tonal" size="large" wide label={join.signIn} onPress={props.onSignIn} />
    </View>
  );
}

function GuestForm({ busy, onEnter }: Pick<JoinPageProps, 'busy' | 'onEnter'>) {
  const { guests, auth } = useWords();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (name.trim() && !busy) onEnter(name.trim());
  };
  return (
    <View style={{ gap: 16 }}>
      <TextField
        label={guests.name}
        hint={guests.nameHint}
        value={name}
        onChangeText={setName}
        maxLength={limits.displayNameMax}
        error={tried && !name.trim() ? auth.errors.required : undefined}
        autoComplete="name"
        returnKeyType="go"
        onSubmitEditing={submit}
      />
      <Button size="large" wide label={guests.enter} busy={busy} onPress={submit} />
    </View>
  );
}

function RoomCard({ preview }: Pick<JoinPageProps, 'preview'>) {
  const { join, guests } = useWords();
  const { colors, chat } = useTheme();
  const context = useTimeContext();
  const { name, topic, kind, memberCount, role, expiresAt = 0 } = preview;
  const note = preview.guests ? guests.about(untilTime(expiresAt, context)) : join.roles[role];
  return (
    <View style={{ padding: 16, gap: 12, borderRadius: 14, borderWidth: 1, borderColor: chat.hairline }}>
      <View style={{ flexDirection: 'row', alignItems: 'center', gap: 12 }}>
        <Avatar id={name} name={name} size={52} shape="squircle" />
        <View style={{ flex: 1, minWidth: 0 }}>
          <Txt isolate type="titleMedium" numberOfLines={2}>
            {name}
          </Txt>
          <Txt color={colors.onSurfaceVariant} style={{ fontSize: 13, lineHeight: 18 }}>
            {`${join.kind[kind]}, ${join.members(memberCount)}`}
          </Txt>
        </View>
      </View>
      {topic ? <Txt isolate>{topic}</Txt> : null}
      {note ? <Txt color={colors.onSurfaceVariant}>{note}</Txt> : null}
    </View>
  );
}
