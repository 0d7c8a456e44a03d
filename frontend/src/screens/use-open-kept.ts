import type { RoomId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { placeOf } from '../client/use-kept';
import { useLayout } from '../ui';

/** Leads to a message of the room that is open; on a phone a thread is a page of its own. */
export function useOpenKept(room: RoomId): (item: Sdk.KeptItem) => void {
  const router = useRouter();
  const { mobile } = useLayout();
  return (item) => {
    if (item.thread && mobile) router.push(placeOf(room, item) as never);
    else router.setParams({ m: `${item.id}.${item.seq}`, t: item.thread });
  };
}
