import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';
import { useShiftEscape } from '../ui';
import { useClient, useWatched } from './client-context';

/** Marks everything as read, by Shift+Escape too, and offers to take it back; undefined while nothing is unread. */
export function useMarkAllRead(isAnyRoomUnread: boolean): (() => void) | undefined {
  const client = useClient();
  const threads = useWatched(client.threads);
  const { unread } = useWords();
  const notify = useChatView((view) => view.notify);
  const markAll = () => {
    const undo = client.markAllRead();
    notify(unread.allMarked, { label: unread.undo, onPress: undo });
  };
  const act = isAnyRoomUnread || threads.unread > 0 ? markAll : undefined;
  useShiftEscape(act);
  return act;
}
