import { previewText } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useClient, useWatched } from '../client/client-context';
import type { StoredItem } from '../client/use-message-actions';
import { ForwardDialog } from '../components/keeps/forward-dialog';
import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';

export interface RoomForwardProps {
  readonly room: Sdk.Room;
  readonly item: StoredItem;
  readonly onDone: () => void;
}

/** Asks in which chats to say a message again, and says it there. */
export function RoomForward({ room, item, onDone }: RoomForwardProps) {
  const client = useClient();
  const { keeps } = useWords();
  const { rooms } = useWatched(client.rooms);
  const notify = useChatView((view) => view.notify);
  const text = item.body ?? '';
  const targets = rooms
    .filter(({ archived, deletesAt, kind }) => !archived && deletesAt === undefined && kind !== 'space')
    .map(({ id, name, peer }) => ({ id, name, face: peer?.id ?? id, isPerson: peer !== undefined }));
  const forward = (chosen: readonly string[]) => {
    const to = rooms.filter(({ id }) => chosen.includes(id));
    for (const { id } of to) client.room(id).keeps.forward({ room: room.id, message: item.id, text });
    notify(keeps.forwardedNotice(to.length));
    onDone();
  };
  return <ForwardDialog text={previewText(text)} targets={targets} onForward={forward} onClose={onDone} />;
}
