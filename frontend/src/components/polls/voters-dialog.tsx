import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { Person } from '../../model/types';
import { Button, Dialog, Skeleton, SkeletonGroup, Txt, useTheme } from '../../ui';
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
  const { polls, common } = useWords();
  return (
    <Dialog
      title={polls.who}
      closeLabel={common.close}
      onClose={onClose}
      width={400}
      actions={<Button label={common.done} onPress={onClose} />}
    >
      <View style={{ gap: 14 }}>
        <Txt isolate>{question}</Txt>
        {error ? <Txt role="alert">{error}</Txt> : null}
        {chosen?.map((one, at) => (
          // A choice has no name but its place.
          <Group key={`choice-${String(at)}`} {...one} />
        ))}
        {!chosen && !error ? (
          <SkeletonGroup label={common.loading}>
            <Skeleton width={220} height={14} />
          </SkeletonGroup>
        ) : null}
      </View>
    </Dialog>
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
