import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import { Dialog, TextField, Txt, useTheme } from '../../ui';
import { PersonRow } from './person-row';

export interface AddMembersDialogProps {
  readonly query: string;
  readonly people: readonly Person[];
  readonly searched: boolean;
  readonly error?: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onPick: (person: Person) => void;
  readonly onClose: () => void;
}

/** Someone more for a group. */
export function AddMembersDialog(props: AddMembersDialogProps) {
  const { newChat, details, common } = useWords();
  const theme = useTheme();
  return (
    <Dialog title={details.addMembers} closeLabel={common.close} onClose={props.onClose}>
      <View style={{ gap: 12, minHeight: 280 }}>
        <TextField
          label={newChat.search}
          prefix="@"
          height={44}
          value={props.query}
          onChangeText={props.onQuery}
          placeholder={newChat.placeholder}
          error={props.error}
          autoCapitalize="none"
          autoComplete="off"
          autoFocus
        />
        <View role="group" aria-label={newChat.people}>
          {props.people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              ground={theme.colors.elevation.level3}
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
