import type { MessageId, RoomId } from '@sup/protocol';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useTimeContext } from '../components/clock';
import { PutOffDialog, type When } from '../components/later/put-off-dialog';
import { useWords } from '../i18n';
import { untilTime } from '../model/time';
import { useChatView } from '../stores/chat';

/** Asks when a message is to come back to me. */
export function RoomRemind({
  room,
  message,
  onClose,
}: {
  room: RoomId;
  message: MessageId;
  onClose: () => void;
}) {
  const { later: words } = useWords();
  const { later } = useClient();
  const context = useTimeContext();
  const notify = useChatView((view) => view.notify);
  const before = later.reminder(room, message);
  const remind = useAsk(async (when: When) => {
    if (!('at' in when)) return;
    await later.remind(room, message, when.at);
    notify(words.reminded(untilTime(when.at, context)));
    onClose();
  });
  return (
    <PutOffDialog
      title={words.remindTitle}
      action={words.remindAction}
      label={words.whenLabel}
      choices={['minutes20', 'hour', 'tomorrow', 'monday', 'custom']}
      start={before && before.firedAt === undefined ? 'custom' : 'minutes20'}
      startAt={before?.firedAt === undefined ? before?.at : undefined}
      busy={remind.busy}
      error={remind.refusal?.text}
      onConfirm={(when) => remind.run(when)}
      onClose={onClose}
    />
  );
}
