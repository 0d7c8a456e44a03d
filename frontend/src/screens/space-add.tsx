import type { RoomId } from '@sup/protocol';
import { useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { AddRoomsDialog } from '../components/spaces/add-rooms-dialog';
import { useWords } from '../i18n';
import { may } from '../model/rights';
import { useChatView } from '../stores/chat';

/** Asks which of my rooms to put into a space. */
export function SpaceAdd({ space, onDone }: { space: RoomId; onDone: () => void }) {
  const client = useClient();
  const { spaces } = useWords();
  const notify = useChatView((view) => view.notify);
  const { rooms } = useWatched(client.rooms);
  const [letsIn, setLetsIn] = useState(true);
  const inside = rooms.find(({ id }) => id === space)?.children ?? [];
  const open = rooms.filter(
    ({ id, kind, archived }) => id !== space && kind !== 'direct' && !archived && !inside.includes(id),
  );
  const mine = open.filter(({ id }) => may(client.room(id).getSnapshot(), 'change-room'));
  const add = useAsk(async (id: string) => {
    const room = mine.find((one) => one.id === id);
    if (!room) return;
    await client.spaces.put(space, room.id);
    const snapshot = client.room(room.id).getSnapshot();
    const mayOpen = letsIn && room.kind === 'group' && !snapshot.settings.opensToSpaces;
    if (mayOpen && may(snapshot, 'change-settings'))
      await client.room(room.id).moderation.set({ opensToSpaces: true });
    notify(spaces.added(room.name));
  });
  return (
    <AddRoomsDialog
      rooms={mine}
      letsIn={letsIn}
      busy={add.busy}
      error={add.refusal?.text}
      onLetIn={setLetsIn}
      onAdd={add.run}
      onClose={onDone}
    />
  );
}
