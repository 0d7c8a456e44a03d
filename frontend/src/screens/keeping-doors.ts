import { keepingRights } from '../client/use-kept';
import type { MessageActionDoors, StoredItem } from '../client/use-message-actions';
import type { MyPlace } from '../model/rights';
import type { RoomLayer } from './room-layers';

type KeepingDoors = Pick<
  MessageActionDoors,
  'may' | 'askMark' | 'askForward' | 'askVoters' | 'askClosePoll' | 'openPlace'
>;

/** What a conversation and a thread do alike with what the room keeps. */
export function keepingDoors(
  place: MyPlace,
  onLayer: (layer: RoomLayer) => void,
  openPlace: (place: string) => void,
): KeepingDoors {
  const ask = (kind: 'mark' | 'forward' | 'voters' | 'close-poll') => (item: StoredItem) =>
    onLayer({ kind, item });
  return {
    may: keepingRights(place),
    askMark: ask('mark'),
    askForward: ask('forward'),
    askVoters: ask('voters'),
    askClosePoll: ask('close-poll'),
    openPlace,
  };
}
