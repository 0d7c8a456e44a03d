import { useWords } from '../../i18n';
import { CardRow, Segmented } from '../../ui';

/** In seconds, as texts: the choices of how long a message is held. */
const choices = ['0', '5', '10', '20'] as const;

/** How long a message waits so that it can be undone. */
export function UndoRow({
  seconds,
  onChange,
}: {
  seconds: number;
  onChange: (change: { undoSeconds: number }) => void;
}) {
  const { later } = useWords();
  return (
    <CardRow
      title={later.undoSend}
      detail={later.undoSendHint}
      end={
        <Segmented
          label={later.undoSend}
          value={choices.find((choice) => Number(choice) === seconds) ?? '0'}
          onChange={(choice) => onChange({ undoSeconds: Number(choice) })}
          options={choices.map((value) => ({ value, label: later.undoChoice(Number(value)) }))}
        />
      }
    />
  );
}
