import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import { CardRow, Dialog, TextField, Txt, useTheme } from '../../ui';
import { PersonRow } from './person-row';

export interface NewChatDialogProps {
  readonly query: string;
  /** People I know, narrowed by the query, and whom the server found for it. */
  readonly people: readonly Person[];
  readonly searched: boolean;
  readonly error?: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onPick: (person: Person) => void;
  readonly onNewGroup: () => void;
  readonly onChannels: () => void;
  readonly onClose: () => void;
}

/** Someone to write to: from whom I know, or by a whole username. */
export function NewChatDialog(props: NewChatDialogProps) {
  const { newChat, channels, common } = useWords();
  const theme = useTheme();
  const ground = theme.colors.elevation.level3;
  return (
    <Dialog title={newChat.title} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 12, minHeight: 320 }}>
        <TextField
          label={newChat.search}
          prefix="@"
          height={44}
          value={props.query}
          onChangeText={props.onQuery}
          placeholder={newChat.placeholder}
          error={props.error}
          autoCapitalize="none"
          autoCorrect={false}
          autoComplete="off"
          autoFocus
        />
        <View style={{ marginHorizontal: -16 }}>
          <CardRow icon="users" tile="accent" title={newChat.newGroup} onPress={props.onNewGroup} />
          <CardRow icon="hash" tile="accent" title={channels.browse} onPress={props.onChannels} />
        </View>
        <View role="group" aria-label={newChat.people}>
          {props.people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              ground={ground}
              detail={`@${person.handle}`}
              onPress={props.onPick}
            />
          ))}
        </View>
        {props.people.length === 0 ? (
          <Txt color={theme.colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {props.searched ? newChat.noOne : newChat.hint}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}
