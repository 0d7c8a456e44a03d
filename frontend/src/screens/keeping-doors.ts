import { keepingRights } from '../client/use-kept';
import type { MessageActionDoors, StoredItem } from '../client/use-message-actions';
import type { MyPlace } from '../model/rights';
import type { RoomLayer } from './room-layers';

type KeepingDoors = Pick<MessageActionDoors, 'may' | 'askMark' | 'askForward' | 'openPlace'>;

/** What a conversation and a thread do alike with what the room keeps. */
export function keepingDoors(
  place: MyPlace,
  onLayer: (layer: RoomLayer) => void,
  openPlace: (place: string) => void,
): KeepingDoors {
  const ask = (kind: 'mark' | 'forward') => (item: StoredItem) => onLayer({ kind, item });
  return { may: keepingRights(place), askMark: ask('mark'), askForward: ask('forward'), openPlace };
}
