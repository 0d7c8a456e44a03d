import { useRouter } from 'expo-router';
import { useEffect, useRef } from 'react';
import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';
import { useClient, useWatched } from './client-context';

const freshMs = 30_000;

/** Says when a reminder comes back while somebody looks, and leads to it. */
export function useDueNotice(): void {
  const { later: words } = useWords();
  const { later } = useClient();
  const router = useRouter();
  const notify = useChatView((view) => view.notify);
  const last = useWatched(later).reminders[0]?.firedAt ?? 0;
  // What came back before is told by the badge.
  const seen = useRef(Date.now() - freshMs);
  useEffect(() => {
    if (last > seen.current)
      notify(words.cameBack, { label: words.show, onPress: () => router.push('/later?view=reminders') });
    seen.current = Math.max(seen.current, last);
  }, [last, notify, router, words]);
}
