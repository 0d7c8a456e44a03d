import { useCallback, useMemo, useRef, useState } from 'react';
import type { ListSelection } from '../components/conversation/list-selection';
import { isSelectable } from '../model/selectable';
import type { MessageItem, TimelineItem } from '../model/types';

/** Messages that are chosen to do something with all of them. */
export interface Selection {
  /** Undefined while nothing is being chosen. */
  readonly ids: ReadonlySet<string> | undefined;
  /** The chosen ones, in the order of the conversation. */
  readonly items: readonly MessageItem[];
  readonly begin: (item: MessageItem) => void;
  /** Chooses a message or lets it go; `range`: with all between it and the one before. */
  readonly toggle: (item: MessageItem, range: boolean) => void;
  readonly end: () => void;
}

/** As a list of messages shows it. */
export function listSelection({ ids, toggle, end }: Selection): ListSelection | undefined {
  return ids && { ids, toggle, end };
}

interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins. */
  readonly last: string;
}

/** Choosing messages of a conversation: by touch, pointer and keyboard alike. */
export function useSelection(timeline: readonly TimelineItem[]): Selection {
  const [chosen, setChosen] = useState<Chosen>();
  const now = useRef(timeline);
  now.current = timeline;
  const items = useMemo(
    () => timeline.filter(isSelectable).filter(({ id }) => chosen?.ids.has(id)),
    [timeline, chosen],
  );
  const begin = useCallback(({ id }: MessageItem) => setChosen({ ids: new Set([id]), last: id }), []);
  const end = useCallback(() => setChosen(undefined), []);
  const toggle = useCallback((item: MessageItem, range: boolean) => {
    if (!isSelectable(item)) return;
    setChosen((before) => before && toggled(before, item.id, range ? now.current : undefined));
  }, []);
  return { ids: chosen?.ids, items, begin, toggle, end };
}

function toggled({ ids, last }: Chosen, id: string, among: readonly TimelineItem[] | undefined): Chosen {
  const next = new Set(ids);
  if (among) for (const one of between(among, last, id)) next.add(one);
  else if (!next.delete(id)) next.add(id);
  return { ids: next, last: id };
}

/** The ids from one to the other, both included. */
function between(timeline: readonly TimelineItem[], one: string, other: string): string[] {
  const [from = 0, to = 0] = [one, other]
    .map((id) => timeline.findIndex((item) => item.id === id))
    .sort((a, b) => a - b);
  return timeline
    .slice(Math.max(0, from), to + 1)
    .filter(isSelectable)
    .map(({ id }) => id);
}
