import type { ReactNode } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import { Dialog, TextField, Txt, useTheme } from '../../ui';
import { PersonRow } from './person-row';

export interface PersonPickerProps {
  readonly query: string;
  /** People I know, narrowed by the query, and whom the server found for it. */
  readonly people: readonly Person[];
  readonly searched: boolean;
  readonly error?: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onPick: (person: Person) => void;
  readonly onClose: () => void;
}

/** A dialog in which one person is found and picked; `children` stand between the field and the people. */
export function PersonPicker(props: PersonPickerProps & { title: string; children?: ReactNode }) {
  const { newChat, common } = useWords();
  const { colors } = useTheme();
  return (
    <Dialog title={props.title} closeLabel={common.close} onClose={props.onClose}>
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
        {props.children}
        <View role="group" aria-label={newChat.people}>
          {props.people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              ground={colors.elevation.level3}
              detail={`@${person.handle}`}
              onPress={props.onPick}
            />
          ))}
        </View>
        {props.people.length === 0 ? (
          <Txt color={colors.onSurfaceVariant} style={{ textAlign: 'center', paddingVertical: 16 }}>
            {props.searched ? newChat.noOne : newChat.hint}
          </Txt>
        ) : null}
      </View>
    </Dialog>
  );
}
