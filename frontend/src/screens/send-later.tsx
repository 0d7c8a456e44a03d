import type { AudienceName, MessageId, RoomId, UserId } from '@sup/protocol';
import { useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { PutOffDialog, type When } from '../components/later/put-off-dialog';
import { useWords } from '../i18n';
import { sendingTimes } from '../model/put-off';
import { useChatView } from '../stores/chat';

/** A message that waits for its moment to be chosen. */
export interface ToSendLater {
  readonly room: RoomId;
  readonly text: string;
  readonly thread?: MessageId | undefined;
  readonly replyTo?: MessageId | undefined;
  readonly mentions?: readonly UserId[] | undefined;
  readonly audience?: readonly AudienceName[] | undefined;
}

export interface SendLaterProps {
  readonly message: ToSendLater;
  /** In a direct chat with somebody: who they are. */
  readonly reader: string | undefined;
  /** The server has it: the composer may be emptied. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks when a message is to be sent. Until the server has it, it stays in the composer. */
export function SendLater({ message, reader, onDone, onClose }: SendLaterProps) {
  const { later: words } = useWords();
  const { later } = useClient();
  const notify = useChatView((view) => view.notify);
  // One id for all tries: a lost answer does not make two of it.
  const [id] = useState(() => later.newSchedule());
  const ask = useAsk(async (when: When) => {
    const { room, text, thread, replyTo, mentions, audience } = message;
    await later.schedule(id, {
      room,
      when,
      body: text,
      ...(thread === undefined ? {} : { thread }),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(mentions && { mentions: [...mentions] }),
      ...(audience && { audience: [...audience] }),
    });
    notify(words.scheduledNotice);
    onDone();
  });
  return (
    <PutOffDialog
      title={words.scheduleTitle}
      action={words.scheduleAction}
      label={words.whenLabel}
      choices={sendingTimes(reader)}
      start="tomorrow"
      reader={reader}
      busy={ask.busy}
      error={ask.refusal?.text}
      onConfirm={(when) => ask.run(when)}
      onClose={onClose}
    />
  );
}
