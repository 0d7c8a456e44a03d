import { parseMarkup, plainText } from '@sup/protocol/wire';
import { useMemo } from 'react';
import { type Catalog, useWords } from '../../i18n';
import { tickOf } from '../../model/ticks';
import { clockTime, fullTime } from '../../model/time';
import type { MessageItem } from '../../model/types';
import { useTimeContext } from '../clock';

function stateWords(item: MessageItem, words: Catalog['message']['state']): string {
  if (!item.mine) return '';
  const tick = tickOf(item.state);
  return tick ? words[tick.label] : words.failed;
}

/** How a message is read aloud: sender, text, time, delivery, reactions. */
export function useMessageLabel(item: MessageItem): string {
  const { common, lifecycle, message, keeps, polls } = useWords();
  const context = useTimeContext();
  const text = useMemo(
    () => plainText(parseMarkup(item.body), message.spoiler),
    [item.body, message.spoiler],
  );
  return [
    item.mine ? common.you : item.byName,
    item.deleted ? message.deleted : item.poll ? polls.aloud(item.poll.question) : text,
    item.forwarded && keeps.forwarded,
    item.pinned && keeps.pinned,
    item.mark && keeps.marks[item.mark.kind],
    item.edited && message.edited,
    clockTime(item.at, context),
    item.expiresAt !== undefined && lifecycle.expires(fullTime(item.expiresAt, context)),
    stateWords(item, message.state),
    ...item.reactions.map((reaction) => message.reaction({ ...reaction, names: [] })),
  ]
    .filter(Boolean)
    .join(', ');
}
