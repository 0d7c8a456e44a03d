import { View } from 'react-native';
import { useWords } from '../../i18n';
import { untilTime } from '../../model/time';
import type { Person } from '../../model/types';
import { Avatar, Button, Dialog, ErrorLine, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';
import { MemberActions, type MemberActionsProps } from './member-actions';

export interface ProfileCardProps {
  readonly person: Person;
  readonly me: boolean;
  /** Absent until it is known whether they are blocked. */
  readonly blocked?: boolean | undefined;
  /** What I may change about them here. */
  readonly member?: MemberActionsProps | undefined;
  readonly error?: string | undefined;
  /** Absent where there can be no chat of the two of us. */
  readonly onMessage?: (() => void) | undefined;
  readonly onBlock: (blocked: boolean) => void;
  readonly onClose: () => void;
}

/** Who someone is: name, username, presence in words, about; write to them, block them, change what they are here. */
export function ProfileCard(props: ProfileCardProps) {
  const { person, me, blocked, error } = props;
  const { details, presence, common, settings } = useWords();
  const theme = useTheme();
  return (
    <Dialog title={settings.profile} closeLabel={common.close} onClose={props.onClose} width={400}>
      <View style={{ alignItems: 'center', gap: 4, paddingTop: 4 }}>
        <Avatar
          id={person.id}
          name={person.name}
          size={88}
          presence={person.presence}
          ring={theme.colors.elevation.level3}
        />
        <Txt isolate type="headlineSmall" style={{ marginTop: 12, textAlign: 'center' }}>
          {person.name}
        </Txt>
        <Standing person={person} />
        <Txt
          color={person.presence === 'online' ? theme.chat.onlineText : theme.colors.onSurfaceVariant}
          style={{ fontSize: 13 }}
        >
          {presence[person.presence]}
        </Txt>
        {person.about ? (
          <Txt isolate style={{ marginTop: 12, textAlign: 'center' }}>
            {person.about}
          </Txt>
        ) : null}
        <ErrorLine text={error} style={{ marginTop: 8, textAlign: 'center' }} />
        <View style={{ flexDirection: 'row', gap: 8, marginTop: 20 }}>
          {me || blocked === undefined ? null : (
            <Button
              kind="text"
              tone={blocked ? 'normal' : 'danger'}
              label={blocked ? details.unblock : details.block}
              onPress={() => props.onBlock(!blocked)}
            />
          )}
          {props.onMessage ? <Button label={details.message} icon="chat" onPress={props.onMessage} /> : null}
        </View>
      </View>
      {props.member ? <MemberActions {...props.member} /> : null}
    </Dialog>
  );
}

/** By what they are known: their username, or until when they are a guest. */
function Standing({ person: { handle, guestUntil } }: Pick<ProfileCardProps, 'person'>) {
  const { guests } = useWords();
  const { colors } = useTheme();
  const context = useTimeContext();
  const text = guestUntil === undefined ? `@${handle}` : guests.until(untilTime(guestUntil, context));
  return (
    <Txt isolate color={colors.onSurfaceVariant}>
      {text}
    </Txt>
  );
}
