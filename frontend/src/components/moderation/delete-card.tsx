import { useWords } from '../../i18n';
import { Card, CardRow } from '../../ui';

export interface DeleteCardProps {
  readonly of: 'chat' | 'space';
  /** Absent for who may not delete it. */
  readonly onDelete: (() => void) | undefined;
}

/** The way to delete a chat or space, below all that can be changed in it. */
export function DeleteCard({ of, onDelete }: DeleteCardProps) {
  const { [of]: words } = useWords().deletion;
  if (!onDelete) return null;
  return (
    <Card>
      <CardRow key="delete" danger icon="trash" title={words.title} detail={words.hint} onPress={onDelete} />
    </Card>
  );
}
