import { lowestRole } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useEffect, useState } from 'react';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { useTimeContext } from '../components/clock';
import { DeleteRoomDialog } from '../components/moderation/delete-room-dialog';
import { untilTime } from '../model/time';

const dayMs = 86_400_000;

export interface RoomDeleteProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Asks whether the chat or space is to be deleted for everyone; the server knows for how long it can be restored. */
export function RoomDelete({ room, snapshot, onDeleted, onClose }: RoomDeleteProps) {
  const context = useTimeContext();
  const [days, setDays] = useState<number>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    room.moderation.graceDays().then(setDays, (error: unknown) => setTrouble(toRefusal(error).text));
  }, [room]);
  const remove = useAsk(async () => {
    await room.moderation.deleteRoom();
    onDeleted();
  });
  const { kind, settings, name, memberCount } = snapshot;
  return (
    <DeleteRoomDialog
      of={kind === 'space' ? 'space' : 'chat'}
      name={name}
      people={memberCount}
      until={days === undefined || days === 0 ? undefined : untilTime(context.now + days * dayMs, context)}
      isKnown={days !== undefined}
      withAdmins={lowestRole(kind, settings, 'delete-room') === 'admin'}
      busy={remove.busy}
      error={remove.refusal?.text ?? trouble}
      onConfirm={() => remove.run(undefined)}
      onClose={onClose}
    />
  );
}
