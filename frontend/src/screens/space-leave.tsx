import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { FormDialog } from '../components/form-dialog';
import { RadioList } from '../components/people/radio-list';
import { useWords } from '../i18n';
import { spaceFolders } from '../model/spaces';
import { useChatView } from '../stores/chat';

export interface SpaceLeaveProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly onDone: () => void;
}

/** Asks before a space is left, and what is to become of its chats: nobody leaves them by leaving it. */
export function SpaceLeave({ room, snapshot, onDone }: SpaceLeaveProps) {
  const client = useClient();
  const router = useRouter();
  const { spaces } = useWords();
  const notify = useChatView((view) => view.notify);
  const { rooms } = useWatched(client.rooms);
  const [choice, setChoice] = useState<'stay' | 'all'>('stay');
  const inside = spaceFolders(rooms).find(({ id }) => id === room.id)?.rooms ?? [];
  const chats = rooms.filter(({ id }) => inside.includes(id));
  const leave = async () => {
    onDone();
    await room.leave();
    router.replace('/');
    if (choice === 'stay') return;
    const left = await Promise.allSettled(chats.map(({ id }) => client.room(id).leave()));
    if (left.some(({ status }) => status === 'rejected')) notify(spaces.leftSome);
  };
  return (
    <FormDialog
      danger
      title={spaces.leaveTitle(snapshot.name)}
      action={spaces.leave}
      onSubmit={() => void leave().catch((error: unknown) => notify(toRefusal(error).text))}
      onClose={onDone}
    >
      <RadioList
        label={spaces.leaveChats}
        value={choice}
        onChange={setChoice}
        options={[
          { value: 'stay', label: spaces.leaveStay },
          ...(chats.length > 0 ? [{ value: 'all' as const, label: spaces.leaveAll(chats.length) }] : []),
        ]}
      />
    </FormDialog>
  );
}
