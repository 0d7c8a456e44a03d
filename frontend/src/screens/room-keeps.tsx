import type { KeptList, UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useState } from 'react';
import { keepingRights, turned, useKept } from '../client/use-kept';
import { usePeople } from '../client/use-people';
import { KeepsDialog } from '../components/keeps/keeps-dialog';
import { useOpenKept } from './use-open-kept';

export interface RoomKeepsProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly myId: UserId;
  readonly onDone: () => void;
}

/** The lists that the room keeps; pressing a line leads to its message. */
export function RoomKeeps(props: RoomKeepsProps) {
  const [list, setList] = useState<KeptList>('pin');
  const [mine, setMine] = useState(false);
  return <Shown key={list} {...props} {...{ list, mine, onList: setList, onMine: setMine }} />;
}

interface ShownProps extends RoomKeepsProps {
  readonly list: KeptList;
  readonly mine: boolean;
  readonly onList: (list: KeptList) => void;
  readonly onMine: (on: boolean) => void;
}

function Shown({ room, snapshot, myId, onDone, ...choice }: ShownProps) {
  const openKept = useOpenKept(room.id);
  const people = usePeople();
  const { kept, snapshot: shown, lines, behind } = useKept(room, choice.list, { people, me: myId });
  const { pin, mark } = keepingRights(snapshot);
  return (
    <KeepsDialog
      {...choice}
      state={shown.state}
      lines={lines}
      hasMore={shown.hasMore}
      onMore={() => void kept.loadMore().catch(() => undefined)}
      onClose={onDone}
      onOpen={(line) => {
        const item = behind(line);
        onDone();
        if (item) openKept(item);
      }}
      onUnpin={
        pin && choice.list === 'pin'
          ? (line) => {
              const item = behind(line);
              if (item) room.keeps.pin(item.id, false);
            }
          : undefined
      }
      onDone={
        mark
          ? (line) => {
              const item = behind(line);
              if (item?.mark) room.keeps.mark(item.id, turned(item.mark));
            }
          : undefined
      }
    />
  );
}
