import type { MessageId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { useCallback } from 'react';
import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';
import { toRefusal } from './refusal-words';

/** Goes to where a message is that was moved, or says why not. */
export function useFollowMoved(): (room: Sdk.Room, message: MessageId) => Promise<void> {
  const { moves } = useWords();
  const router = useRouter();
  const notify = useChatView((view) => view.notify);
  return useCallback(
    async (room, message) => {
      try {
        const place = await room.moves.find(message);
        if (place === undefined) return notify(moves.hidden);
        const thread = place.thread === undefined ? '' : `t=${place.thread}&`;
        router.push(`/r/${place.room}?${thread}m=${message}.${place.seq}`);
      } catch (error) {
        notify(toRefusal(error).text);
      }
    },
    [moves, router, notify],
  );
}
