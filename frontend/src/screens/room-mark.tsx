import type { UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import type { StoredItem } from '../client/use-message-actions';
import { MarkDialog } from '../components/keeps/mark-dialog';

export interface RoomMarkProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly item: StoredItem;
  readonly myId: UserId;
  readonly onDone: () => void;
}

/** Asks what a message is to the room, and tells it. */
export function RoomMark({ room, snapshot, item, myId, onDone }: RoomMarkProps) {
  const { members, peer } = snapshot;
  const users = [...(members ?? []).map(({ user }) => user), ...(peer ? [peer] : [])];
  const people = users.filter(({ id }) => id !== myId);
  const { mark } = item;
  return (
    <MarkDialog
      kind={mark?.kind ?? 'none'}
      who={mark?.who}
      myId={myId}
      people={people}
      onClose={onDone}
      onSave={({ kind, who }) => {
        const user = users.find(({ id }) => id === who)?.id ?? (who === myId ? myId : undefined);
        const isSame = kind === (mark?.kind ?? 'none') && user === mark?.who;
        if (!isSame) room.keeps.mark(item.id, kind === 'none' ? null : { kind, ...(user && { who: user }) });
        onDone();
      }}
    />
  );
}
