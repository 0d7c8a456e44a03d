import { View } from 'react-native';
import { useWords } from '../../i18n';
import { Avatar, Button, Txt, useTheme } from '../../ui';
import { AuthFrame } from '../auth/auth-frame';

export interface JoinPreview {
  readonly kind: 'group' | 'channel' | 'space';
  readonly name: string;
  readonly topic?: string | undefined;
  readonly memberCount: number;
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
  readonly onSignUp: () => void;
  readonly onSignIn: () => void;
  readonly onLeave: () => void;
}

/** Where an invitation leads and who invites, before one joins. */
export function JoinPage(props: JoinPageProps) {
  const { preview, signedIn } = props;
  const { join } = useWords();
  const { chat } = useTheme();
  return (
    <AuthFrame title={join.title(preview.name)} hint={join.invites(preview.by.name)}>
      <View style={{ gap: 20 }}>
        <RoomCard preview={preview} />
        {props.error ? (
          <Txt role="alert" color={chat.danger}>
            {`${join.failed}: ${props.error}`}
          </Txt>
        ) : null}
        {signedIn ? (
          <View style={{ gap: 8 }}>
            <Button size="large" wide label={join.join} busy={props.busy} onPress={props.onJoin} />
            <Button kind="text" wide label={join.notNow} onPress={props.onLeave} />
          </View>
        ) : (
          <View style={{ gap: 8 }}>
            <Button size="large" wide label={join.signUp} onPress={props.onSignUp} />
            <Button kind="tonal" size="large" wide label={join.signIn} onPress={props.onSignIn} />
          </View>
        )}
      </View>
    </AuthFrame>
  );
}

function RoomCard({ preview }: Pick<JoinPageProps, 'preview'>) {
  const { join } = useWords();
  const { colors, chat } = useTheme();
  const { name, topic, kind, memberCount, role } = preview;
  const note = join.roles[role];
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
