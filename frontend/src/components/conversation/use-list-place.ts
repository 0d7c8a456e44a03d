import type { LegendListRef } from '@legendapp/list/react-native';
import { parseMarkup, plainText } from '@sup/protocol/wire';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { AppState, type NativeScrollEvent, type NativeSyntheticEvent } from 'react-native';
import { useWords } from '../../i18n';
import type { TimelineRow } from '../../model/timeline-rows';
import type { MessageItem, TimelineItem } from '../../model/types';
import { announce, useTheme } from '../../ui';

const atEndPx = 60;
const jumpPx = 400;
const stickyMs = 1_000;
const flashMs = 1_200;
const announceEveryMs = 2_000;

export type EndDistance = 'at-end' | 'near' | 'far';

function distanceOf(pixels: number): EndDistance {
  if (pixels <= atEndPx) return 'at-end';
  return pixels <= jumpPx ? 'near' : 'far';
}

function othersAfter(timeline: readonly TimelineItem[], id: string | undefined): number {
  const at = timeline.findLastIndex((item) => item.id === id);
  if (at < 0) return 0;
  return timeline.slice(at + 1).filter((item) => item.kind === 'message' && !item.mine).length;
}

/** How far the end is, and how many messages of others came while the reader was away from it. */
export function useEndDistance(timeline: readonly TimelineItem[], onAtEnd: () => void) {
  // Steps, not pixels: the list does not render again for every scrolled line.
  const [distance, setDistance] = useState<EndDistance>('at-end');
  const [heading, setHeading] = useState(false);
  const [seenId, setSeenId] = useState(() => timeline.at(-1)?.id);
  const lastId = timeline.at(-1)?.id;
  const reached = useRef(onAtEnd);
  reached.current = onAtEnd;
  useEffect(() => {
    if (distance !== 'at-end' || lastId === undefined) return;
    setSeenId(lastId);
    reached.current();
  }, [distance, lastId]);
  useEffect(() => {
    // What stood at the end while nobody looked is read once somebody does.
    const watch = AppState.addEventListener('change', (state) => {
      if (state === 'active' && distance === 'at-end') reached.current();
    });
    return () => watch.remove();
  }, [distance]);
  const onScroll = (event: NativeSyntheticEvent<NativeScrollEvent>) => {
    const { contentSize, contentOffset, layoutMeasurement } = event.nativeEvent;
    const next = distanceOf(contentSize.height - contentOffset.y - layoutMeasurement.height);
    setDistance(next);
    if (next === 'at-end') setHeading(false);
  };
  const arrived = distance === 'at-end' ? 0 : othersAfter(timeline, seenId);
  // The composer grew or the window shrank: who was at the end stays there.
  const keep = (list: RefObject<LegendListRef | null>) => {
    if (distance === 'at-end') void list.current?.scrollToEnd({ animated: false });
  };
  const head = useCallback(() => setHeading(true), []);
  /** Whoever is at the end, or on the way there, is kept there while sizes change. */
  const follows = distance === 'at-end' || heading;
  return { distance, follows, head, arrived, onScroll, keep };
}

function timeOf(row: TimelineRow | undefined): number | undefined {
  if (row?.kind === 'events') return row.at;
  return row?.kind === 'message' || row?.kind === 'system' ? row.item.at : undefined;
}

/** The day of the topmost row, while one scrolls and a second after. */
export function useStickyDay(rows: readonly TimelineRow[]) {
  const [index, setIndex] = useState(0);
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onScroll = () => {
    setShown(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(false), stickyMs);
  };
  return { at: shown ? timeOf(rows[index]) : undefined, onScroll, onFirst: setIndex };
}

export interface JumpTarget {
  readonly id: string;
  /** Grows with each jump, so that the same message can be jumped to twice. */
  readonly at: number;
}

/** After a jump: brings the target to the middle, and gives its id for as long as it flashes. */
export function useFlash(
  target: JumpTarget | undefined,
  rows: readonly TimelineRow[],
  list: RefObject<LegendListRef | null>,
): string | undefined {
  const [flashing, setFlashing] = useState<string>();
  const done = useRef<number>(undefined);
  useEffect(() => {
    if (!target || done.current === target.at) return;
    const index = rows.findIndex((row) => row.kind === 'message' && row.item.id === target.id);
    if (index < 0) return;
    done.current = target.at;
    void list.current?.scrollToIndex({ index, viewPosition: 0.5, animated: false });
    setFlashing(target.id);
  }, [target, rows, list]);
  useEffect(() => {
    if (flashing === undefined) return;
    const timer = setTimeout(() => setFlashing(undefined), flashMs);
    return () => clearTimeout(timer);
  }, [flashing]);
  return flashing;
}

function spoken({ byName, body }: MessageItem, spoiler: string): string {
  return `${byName}: ${plainText(parseMarkup(body), spoiler)}`;
}

/** New messages of others are announced to screen readers, at most once in two seconds. */
export function useAnnouncement(timeline: readonly TimelineItem[]): void {
  const { message } = useWords();
  const last = timeline.at(-1);
  const known = useRef(last?.id);
  const waiting = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (!last || last.id === known.current) return;
    waiting.current += othersAfter(timeline, known.current);
    known.current = last.id;
    if (waiting.current === 0 || timer.current !== undefined) return;
    const text = last.kind === 'message' ? spoken(last, message.spoiler) : '';
    timer.current = setTimeout(() => {
      announce(waiting.current === 1 ? text : message.newMessages(waiting.current));
      waiting.current = 0;
      timer.current = undefined;
    }, announceEveryMs);
  }, [last, timeline, message]);
  useEffect(() => () => clearTimeout(timer.current), []);
}

/** Scrolls to the end once the list has taken new rows. */
function useEndSoon(list: RefObject<LegendListRef | null>): () => void {
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useCallback(() => {
    cancelAnimationFrame(frame.current);
    // The list settles its own anchor in the next frame; only after that is the end where it will stay.
    frame.current = requestAnimationFrame(() => {
      frame.current = requestAnimationFrame(() => void list.current?.scrollToEnd({ animated: false }));
    });
  }, [list]);
}

/** What I send is shown to me, wherever I was reading: `onOwn` is told first, then the list goes to its end. */
export function useOwnToEnd(
  timeline: readonly TimelineItem[],
  list: RefObject<LegendListRef | null>,
  onOwn: () => void,
): void {
  const last = timeline.at(-1);
  const known = useRef(last?.id);
  const endSoon = useEndSoon(list);
  useEffect(() => {
    if (last?.id === known.current) return;
    known.current = last?.id;
    if (last?.kind !== 'message' || last.state !== 'queued' || !last.mine) return;
    onOwn();
    endSoon();
  }, [last, endSoon, onOwn]);
}

/** The way to the newest message; `onHead` is told first. Where an older part is shown, the newest part takes its place first. */
export function useToNewest(
  onNewest: (() => void) | undefined,
  list: RefObject<LegendListRef | null>,
  onHead: () => void,
) {
  const { reduceMotion } = useTheme();
  const wanted = useRef(false);
  const endSoon = useEndSoon(list);
  const isOlderPart = onNewest !== undefined;
  useEffect(() => {
    if (isOlderPart || !wanted.current) return;
    wanted.current = false;
    endSoon();
  }, [isOlderPart, endSoon]);
  return () => {
    wanted.current = isOlderPart;
    onHead();
    if (onNewest) onNewest();
    else void list.current?.scrollToEnd({ animated: !reduceMotion });
  };
}
