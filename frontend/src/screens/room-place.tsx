import type * as Sdk from '@sup/sdk';
import { useClient, useWatched } from '../client/client-context';
import { useWords } from '../i18n';
import { CardRow, Toggle } from '../ui';

export interface RoomPlaceProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly onFolders: () => void;
}

/** Where a chat stands in my own list: on top, in the archive, in folders. */
export function RoomPlace({ room, snapshot, onFolders }: RoomPlaceProps) {
  const { notify } = useWords();
  const { folders } = useWatched(useClient().settings);
  const names = folders.filter(({ rooms }) => rooms.includes(room.id)).map(({ name }) => name);
  return (
    <>
      <CardRow
        icon="pin"
        title={notify.pin}
        end={<Toggle label={notify.pin} on={snapshot.pinned} onChange={(on) => room.setPinned(on)} />}
      />
      <CardRow
        icon="bookmark"
        title={notify.archive}
        detail={notify.archiveHint}
        end={<Toggle label={notify.archive} on={snapshot.putAway} onChange={(on) => room.setPutAway(on)} />}
      />
      <CardRow icon="file" title={notify.folders} detail={notify.inFolders(names)} onPress={onFolders} />
    </>
  );
}
