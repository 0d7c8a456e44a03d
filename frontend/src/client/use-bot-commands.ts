import type { CommandView, RoomId } from '@sup/protocol';
import { useEffect, useState } from 'react';
import { useClient } from './client-context';

/** What the bots of a room offer: asked for when a slash is written first, and again with the next one. */
export function useBotCommands(room: RoomId, isWanted: boolean): readonly CommandView[] {
  const { rest } = useClient();
  const [commands, setCommands] = useState<readonly CommandView[]>([]);
  useEffect(() => {
    if (!isWanted) return;
    let isStale = false;
    rest.commands.list({ room }).then(
      (answer) => isStale || setCommands(answer.commands),
      // Without a connection there are those that were known, and giving one says what is wrong.
      () => undefined,
    );
    return () => {
      isStale = true;
    };
  }, [rest, room, isWanted]);
  return commands;
}
