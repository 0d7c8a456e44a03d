import type { History, RoomSettings } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useAsk } from '../client/use-ask';
import { ChoiceDialog } from '../components/moderation/choice-dialog';
import { useWords } from '../i18n';

interface QuestionProps {
  readonly settings: RoomSettings;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onSave: (change: RoomSettings) => void;
  readonly onClose: () => void;
}

const hour = 3_600;
const day = 24 * hour;
/** Seconds that are offered; 0 is off. */
const disappearTimes = [0, 30, 5 * 60, hour, 8 * hour, day, 7 * day, 28 * day] as const;
const retentionTimes = [0, 1, 7, 30, 90, 365, 730] as const;

/** One of the two questions about how long messages stay. */
export function KeepingQuestion({
  is,
  ...props
}: QuestionProps & { readonly is: 'disappear' | 'retention' }) {
  return is === 'disappear' ? <DisappearQuestion {...props} /> : <RetentionQuestion {...props} />;
}

const histories = ['all', 'invited', 'joined'] as const satisfies readonly History[];

/** What of the chat those see who join. */
export function HistoryQuestion({
  history,
  onSave,
  ...asked
}: Omit<QuestionProps, 'settings'> & { readonly history: History }) {
  const { lifecycle } = useWords();
  return (
    <ChoiceDialog
      {...asked}
      title={lifecycle.history}
      value={history}
      options={histories.map((value) => ({
        value,
        label: lifecycle.historyFrom[value],
        detail: lifecycle.historyAbout[value],
      }))}
      onSave={(chosen: History) => onSave({ history: chosen })}
    />
  );
}

/** After what time new messages disappear. */
function DisappearQuestion({ settings, onSave, ...asked }: QuestionProps) {
  const { lifecycle } = useWords();
  const now = settings.disappearAfterSeconds ?? 0;
  return (
    <ChoiceDialog
      {...asked}
      title={lifecycle.disappear}
      value={String(now)}
      options={withOwn(disappearTimes, now).map((seconds) => ({
        value: String(seconds),
        label: seconds === 0 ? lifecycle.disappearOff : lifecycle.disappearAfter(seconds),
      }))}
      onSave={(value) => onSave({ disappearAfterSeconds: Number(value) })}
    />
  );
}

/** The same question about a direct chat, where it is all that can be set. */
export function DirectDisappear({ room, snapshot, onDone }: DirectDisappearProps) {
  const save = useAsk(async (change: RoomSettings) => {
    await room.moderation.set(change);
    onDone();
  });
  return (
    <DisappearQuestion
      settings={snapshot.settings}
      busy={save.busy}
      error={save.refusal?.text}
      onSave={save.run}
      onClose={onDone}
    />
  );
}

interface DirectDisappearProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly onDone: () => void;
}

/** For how many days messages are kept. */
function RetentionQuestion({ settings, onSave, ...asked }: QuestionProps) {
  const { lifecycle } = useWords();
  const now = settings.retentionDays ?? 0;
  return (
    <ChoiceDialog
      {...asked}
      title={lifecycle.retention}
      value={String(now)}
      options={withOwn(retentionTimes, now).map((days) => ({
        value: String(days),
        label: days === 0 ? lifecycle.retentionOff : lifecycle.retentionFor(days),
      }))}
      onSave={(value) => onSave({ retentionDays: Number(value) })}
    />
  );
}

/** What is offered, with what is set, in order. */
function withOwn(offered: readonly number[], own: number): number[] {
  return [...new Set([...offered, own])].sort((a, b) => a - b);
}
