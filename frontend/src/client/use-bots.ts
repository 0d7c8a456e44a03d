import type { BotRoomView, BotView, UserId } from '@sup/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from './client-context';
import { toRefusal } from './refusal-words';

/** My bots and their tokens, read again after each change. */
export function useBots() {
  const { rest } = useClient();
  const [bots, setBots] = useState<readonly BotView[]>();
  const [error, setError] = useState<string>();
  const read = useCallback(() => {
    setError(undefined);
    rest.bots.list({}).then(
      (answer) => setBots(answer.bots),
      (reason: unknown) => setError(toRefusal(reason).text),
    );
  }, [rest]);
  useEffect(read, [read]);
  return { bots, error, read };
}

/** The rooms that a bot is in, page after page. */
export function useBotRooms(bot: UserId) {
  const { rest } = useClient();
  const [rooms, setRooms] = useState<readonly BotRoomView[]>();
  const [next, setNext] = useState<string>();
  const [error, setError] = useState<string>();
  const read = useCallback(
    (after?: string) => {
      rest.bots.rooms({ bot, ...(after !== undefined && { after }) }).then(
        (page) => {
          setRooms((known = []) => (after === undefined ? page.rooms : [...known, ...page.rooms]));
          setNext(page.next);
        },
        (reason: unknown) => setError(toRefusal(reason).text),
      );
    },
    [rest, bot],
  );
  useEffect(() => read(), [read]);
  return { rooms, error, more: next === undefined ? undefined : () => read(next) };
}
