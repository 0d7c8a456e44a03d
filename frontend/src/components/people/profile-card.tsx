import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import { Avatar, Button, Dialog, Txt, useTheme } from '../../ui';

export interface ProfileCardProps {
  readonly person: Person;
  readonly me: boolean;
  /** Absent where it is not known whether they are blocked. */
  readonly blocked?: boolean;
  readonly onMessage: () => void;
  readonly onBlock?: (blocked: boolean) => void;
  readonly onClose: () => void;
}

/** Who someone is: name, username, presence in words, about; write to them, or block them. */
export function ProfileCard({ person, me, blocked, onMessage, onBlock, onClose }: ProfileCardProps) {
  const { details, presence, common, settings } = useWords();
  const theme = useTheme();
  return (
    <Dialog title={settings.profile} closeLabel={common.close} onClose={onClose} width={400}>
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
        <Txt isolate color={theme.colors.onSurfaceVariant}>{`@${person.handle}`}</Txt>
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
        <View style={{ flexDirection: 'row', gap: 8, marginTop: 20 }}>
          {me || !onBlock ? null : (
            <Button
              kind="text"
              tone={blocked ? 'normal' : 'danger'}
              label={blocked ? details.unblock : details.block}
              onPress={() => onBlock(!blocked)}
            />
          )}
          <Button label={details.message} icon="chat" onPress={onMessage} />
        </View>
      </View>
    </Dialog>
  );
}
