import type { RoomId } from '@sup/protocol';
import { useEffect, useState } from 'react';
import { useClient } from './client-context';
import { toRefusal } from './refusal-words';

/** The channels that I have asked to be let into, and asking or taking it back. */
export function useAsked() {
  const { rest } = useClient();
  const [asked, setAsked] = useState<ReadonlySet<RoomId>>(new Set());
  useEffect(() => {
    let stale = false;
    rest.invites.asked({}).then(
      ({ rooms }) => stale || setAsked(new Set(rooms)),
      // The list of channels, read at the same moment, tells what is wrong.
      (reason: unknown) => void toRefusal(reason),
    );
    return () => {
      stale = true;
    };
  }, [rest]);
  const change = async (room: RoomId, on: boolean): Promise<void> => {
    if (on) await rest.invites.ask({ room });
    else await rest.invites.withdraw({ room });
    const { rooms } = await rest.invites.asked({});
    setAsked(new Set(rooms));
  };
  return { asked, change };
}
