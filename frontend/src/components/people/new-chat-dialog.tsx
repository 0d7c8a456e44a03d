import { View } from 'react-native';
import { useWords } from '../../i18n';
import { CardRow } from '../../ui';
import { PersonPicker, type PersonPickerProps } from './person-picker';

export interface NewChatDialogProps extends PersonPickerProps {
  readonly onNewGroup: () => void;
  readonly onChannels: () => void;
  readonly onSpaces: () => void;
}

/** Someone to write to: from whom I know, or by a whole username. */
export function NewChatDialog(props: NewChatDialogProps) {
  const { newChat, channels, spaces } = useWords();
  return (
    <PersonPicker {...props} title={newChat.title}>
      <View style={{ marginHorizontal: -16 }}>
        <CardRow icon="users" tile="accent" title={newChat.newGroup} onPress={props.onNewGroup} />
        <CardRow icon="hash" tile="accent" title={channels.browse} onPress={props.onChannels} />
        <CardRow icon="space" tile="accent" title={spaces.browse} onPress={props.onSpaces} />
      </View>
    </PersonPicker>
  );
}
