import type { MessageId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useEffect, useState } from 'react';
import { toRefusal } from '../client/refusal-words';
import { usePeople } from '../client/use-people';
import { personOf } from '../client/view-models';
import { MessageInfo } from '../components/conversation/message-info';

export interface RoomMessageInfoProps {
  readonly room: Sdk.Room;
  readonly message: MessageId;
  readonly sentAt: number;
  readonly onClose: () => void;
}

type View = Awaited<ReturnType<Sdk.Room['receipts']>>;

/** Asks the server who has received and read a message. */
export function RoomMessageInfo({ room, message, sentAt, onClose }: RoomMessageInfoProps) {
  const people = usePeople();
  const [view, setView] = useState<View>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    room.receipts(message).then(setView, (refused: unknown) => setError(toRefusal(refused).text));
  }, [room, message]);
  return (
    <MessageInfo
      {...{ view, error, sentAt, onClose }}
      personOf={(user) => personOf(user, people.presence(user.id))}
    />
  );
}
