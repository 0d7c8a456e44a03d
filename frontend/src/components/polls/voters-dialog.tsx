import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import { Txt, useTheme } from '../../ui';
import { AnswerDialog } from '../answer-dialog';
import { PersonRow } from '../people/person-row';

/** Who chose what. */
export interface ChosenBy {
  readonly choice: string;
  readonly total: number;
  /** The first of them. */
  readonly people: readonly Person[];
}

export interface VotersDialogProps {
  readonly question: string;
  /** Absent until the server has answered. */
  readonly chosen: readonly ChosenBy[] | undefined;
  readonly error: string | undefined;
  readonly onClose: () => void;
}

/** Who chose what, by choice. */
export function VotersDialog({ question, chosen, error, onClose }: VotersDialogProps) {
  const { polls } = useWords();
  // A choice has no name but its place.
  const groups = chosen?.map((one, at) => <Group key={`choice-${String(at)}`} {...one} />);
  return (
    <AnswerDialog title={polls.who} width={400} answer={groups} {...{ error, onClose }}>
      <Txt isolate>{question}</Txt>
    </AnswerDialog>
  );
}

function Group({ choice, total, people }: ChosenBy) {
  const { polls } = useWords();
  const { colors } = useTheme();
  return (
    <View role="group" aria-label={choice} style={{ gap: 6 }}>
      <Txt type="labelLarge" color={colors.onSurfaceVariant} role="heading" aria-level={3}>
        {`${choice} · ${polls.votes(total)}`}
      </Txt>
      {people.length === 0 ? <Txt color={colors.onSurfaceVariant}>{polls.nobody}</Txt> : null}
      {people.map((person) => (
        <PersonRow key={person.id} person={person} ground={colors.surface} />
      ))}
      {total > people.length ? (
        <Txt color={colors.onSurfaceVariant}>{polls.more(total - people.length)}</Txt>
      ) : null}
    </View>
  );
}
