import type { MessageId, NotificationView } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useEffect, useState } from 'react';
import { toRefusal } from '../client/refusal-words';
import { WhyNotified } from '../components/conversation/why-notified';

export interface RoomWhyProps {
  readonly room: Sdk.Room;
  readonly message: MessageId;
  readonly onSettings: () => void;
  readonly onClose: () => void;
}

/** Asks the server why a message did or did not notify me. */
export function RoomWhy({ room, message, onSettings, onClose }: RoomWhyProps) {
  const [view, setView] = useState<NotificationView>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    room.notification(message).then(setView, (refused: unknown) => setError(toRefusal(refused).text));
  }, [room, message]);
  return <WhyNotified view={view} error={error} onSettings={onSettings} onClose={onClose} />;
}
