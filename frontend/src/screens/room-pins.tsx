import type { UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useKept } from '../client/use-kept';
import type { People } from '../client/view-models';
import { PinBar } from '../components/keeps/pin-bar';
import { useOpenKept } from './use-open-kept';

export interface RoomPinsProps {
  readonly room: Sdk.Room;
  readonly people: People;
  readonly myId: UserId;
  readonly onAll: () => void;
}

/** The pins of the room, under its header; nothing while there are none. */
export function RoomPins({ room, people, myId, onAll }: RoomPinsProps) {
  const openKept = useOpenKept(room.id);
  const { lines, behind } = useKept(room, 'pin', { people, me: myId });
  const open = (line: (typeof lines)[number]) => {
    const item = behind(line);
    if (item) openKept(item);
  };
  return <PinBar pins={lines} onOpen={open} onAll={onAll} />;
}
