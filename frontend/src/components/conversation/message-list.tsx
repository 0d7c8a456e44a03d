import { LegendList, type LegendListRef } from '@legendapp/list/react-native';
import { useCallback, useMemo, useRef, useState } from 'react';
import { ActivityIndicator, View } from 'react-native';
import { useWords } from '../../i18n';
import type { KnownNames } from '../../model/known-names';
import { type TimelineRow, timelineRows } from '../../model/timeline-rows';
import type { MessageItem, TimelineItem } from '../../model/types';
import { tokens, useTheme } from '../../ui';
import { useTimeContext } from '../clock';
import { DayLine, EventsLine, MovedRow, SystemRow, UnreadLine } from './between-rows';
import { JumpPill } from './jump-pill';
import type { ListSelection } from './list-selection';
import type { MessageActions, Point } from './message-actions';
import { MessageLayer, type OpenLayer } from './message-layer';
import { MessageRow } from './message-row';
import {
  type JumpTarget,
  useAnnouncement,
  useEndDistance,
  useFlash,
  useOwnToEnd,
  useStickyDay,
  useToNewest,
} from './use-list-place';
import { useMessageKeys } from './use-message-keys';

export interface MessageListProps {
  readonly roomId: string;
  readonly roomName: string;
  readonly group: boolean;
  readonly timeline: readonly TimelineItem[];
  readonly unreadFrom: number | undefined;
  readonly hasOlder: boolean;
  readonly names: KnownNames;
  /** The message to centre and flash, after a jump. */
  readonly target?: JumpTarget | undefined;
  readonly canDelete: (item: MessageItem) => boolean;
  readonly actions: MessageActions;
  /** Set while messages are being chosen. */
  readonly selection?: ListSelection | undefined;
  /** An older part is shown: the pill leads back to the newest. */
  readonly onNewest?: (() => void) | undefined;
  readonly onLoadOlder: () => void;
  /** The newest message is on the screen: what is read ends here. */
  readonly onAtEnd: () => void;
  /** Escape: focus goes back to the composer. */
  readonly onLeave: () => void;
}

const unreadOffset = 48;

/** Where the list opens: at the unread line with a little above it, else at the end. */
function useStart(rows: readonly TimelineRow[]) {
  const first = useRef(rows.findIndex((row) => row.kind === 'unread'));
  if (first.current < 1) return { initialScrollAtEnd: true };
  return { initialScrollIndex: { index: first.current, viewPosition: 0, viewOffset: unreadOffset } };
}

/** What is open over the list, and how it is opened. */
function useLayer() {
  const [layer, setLayer] = useState<OpenLayer>();
  const openMenu = useCallback((item: MessageItem, at: Point) => setLayer({ kind: 'menu', item, at }), []);
  const openPicker = useCallback(
    (item: MessageItem, at: Point) => setLayer({ kind: 'picker', item, at }),
    [],
  );
  return { layer, setLayer, openMenu, openPicker };
}

/**
 * The conversation. It opens at the first unread message or at the end, keeps its place when older messages arrive above
 * or anything changes size, and follows the end only while the reader is there. Give it `key={roomId}`.
 */
export function MessageList(props: MessageListProps) {
  const { timeline, unreadFrom, names, group, actions, canDelete, hasOlder, onLeave, selection } = props;
  const words = useWords();
  const context = useTimeContext();
  const list = useRef<LegendListRef>(null);
  const { opened, toggle } = useOpened();
  const rows = useMemo(
    () => timelineRows(timeline, { ...context, unreadFrom, opened }),
    [timeline, context, unreadFrom, opened],
  );
  const start = useStart(rows);
  const { layer, setLayer, openMenu, openPicker } = useLayer();
  const doors = { actions, canDelete, openMenu, openPicker, onLeave, selection };
  const { stopId, onKey } = useMessageKeys(rows, list, doors);
  const end = useEndDistance(timeline, props.onAtEnd);
  const sticky = useStickyDay(rows);
  const flashing = useFlash(props.target, rows, list);
  useAnnouncement(timeline);
  useOwnToEnd(timeline, list, end.head);
  const toNewest = useToNewest(props.onNewest, list, end.head);
  const renderItem = useCallback(
    ({ item: row }: { item: TimelineRow }) => {
      if (row.kind !== 'message') return <BetweenRow row={row} onEvents={toggle} onMoved={actions.onMoved} />;
      const shared = { group, names, actions, onKey, onMenu: openMenu, onPicker: openPicker };
      const { id } = row.item;
      const own = { item: row.item, place: row.place, flashing: flashing === id };
      const choice = selection && { selected: selection.ids.has(id), onToggle: selection.toggle };
      return <MessageRow {...shared} {...own} choice={choice} tabIndex={id === stopId ? 0 : -1} />;
    },
    [group, names, flashing, stopId, selection, actions, onKey, openMenu, openPicker, toggle],
  );
  return (
    <View style={{ flex: 1, minHeight: 0 }}>
      <View
        style={{ flex: 1 }}
        // Lines of the system are no articles, and a feed must have one.
        role={rows.some(({ kind }) => kind === 'message' || kind === 'moved') ? 'feed' : 'group'}
        aria-label={words.room.messages(props.roomName)}
        onLayout={() => end.keep(list)}
      >
        <LegendList
          ref={list}
          data={rows}
          renderItem={renderItem}
          extraData={renderItem}
          keyExtractor={(row) => row.key}
          getItemType={(row) => row.kind}
          estimatedItemSize={52}
          drawDistance={500}
          alignItemsAtEnd
          // Who has left the end is not brought back, whatever changes its size meanwhile.
          maintainScrollAtEnd={end.follows ? { animated: false } : false}
          maintainScrollAtEndThreshold={0.08}
          maintainVisibleContentPosition={{ data: true, size: true }}
          {...start}
          onStartReached={() => {
            if (hasOlder) props.onLoadOlder();
          }}
          onStartReachedThreshold={1.5}
          onScroll={(event) => {
            end.onScroll(event);
            sticky.onScroll();
          }}
          onFirstVisibleItemChanged={({ index }) => sticky.onFirst(index)}
          ListHeaderComponent={
            hasOlder ? <OlderSpinner label={words.room.older} /> : <View style={{ height: 8 }} />
          }
          ListFooterComponent={<View style={{ height: 6 }} />}
          style={{ flex: 1 }}
          keyboardShouldPersistTaps="handled"
        />
      </View>
      {sticky.at !== undefined && end.distance !== 'at-end' ? <FloatingDay at={sticky.at} /> : null}
      {end.distance === 'far' || end.arrived > 0 || props.onNewest ? (
        <JumpPill newMessages={props.onNewest ? 0 : end.arrived} onPress={toNewest} />
      ) : null}
      <MessageLayer layer={layer} actions={actions} canDelete={canDelete} onLayer={setLayer} />
    </View>
  );
}

/** Which lines of several events are open. */
function useOpened() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((key: string) => {
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  return { opened, toggle };
}

interface BetweenRowProps {
  readonly row: Exclude<TimelineRow, { kind: 'message' }>;
  readonly onEvents: (key: string) => void;
  readonly onMoved: (item: MessageItem) => void;
}

function BetweenRow({ row, onEvents, onMoved }: BetweenRowProps) {
  if (row.kind === 'events')
    return <EventsLine count={row.count} open={row.open} onPress={() => onEvents(row.key)} />;
  if (row.kind === 'day') return <DayLine at={row.at} />;
  if (row.kind === 'unread') return <UnreadLine count={row.count} />;
  if (row.kind === 'moved') return <MovedRow count={row.items.length} onShow={() => onMoved(row.items[0])} />;
  return <SystemRow item={row.item} />;
}

function FloatingDay({ at }: { at: number }) {
  return (
    <View
      pointerEvents="none"
      aria-hidden
      style={{ position: 'absolute', top: 0, start: 0, end: 0, zIndex: tokens.z.stickyDay }}
    >
      <DayLine at={at} floating />
    </View>
  );
}

function OlderSpinner({ label }: { label: string }) {
  const { colors } = useTheme();
  return (
    <View style={{ height: 48, alignItems: 'center', justifyContent: 'center' }}>
      <ActivityIndicator size={24} color={colors.primary} aria-label={label} />
    </View>
  );
}
