import { useWords } from '../../i18n';
import { Badge } from '../../ui';
import { ShortcutRow } from './shortcut-row';

export interface ThreadsRowProps {
  readonly unread: number;
  readonly mentions: number;
  readonly selected: boolean;
  readonly onPress: () => void;
}

/** Above the chats: the way to the threads that I follow. */
export function ThreadsRow({ unread, mentions, selected, onPress }: ThreadsRowProps) {
  const words = useWords();
  const news = unread > 0 ? words.thread.unread(unread) : '';
  return (
    <ShortcutRow icon="thread" label={words.thread.list} {...{ news, selected, onPress }}>
      {mentions > 0 ? <Badge kind="mention" label={words.thread.mentioned} /> : null}
      {unread > 0 ? <Badge kind="unread" count={unread} label={news} /> : null}
    </ShortcutRow>
  );
}
