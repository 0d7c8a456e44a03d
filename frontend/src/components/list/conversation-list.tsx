import { LegendList, type LegendListRef } from '@legendapp/list/react-native';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { folderOf, type RoomFilter, type RoomFolder, shownRooms } from '../../model/sort-rooms';
import type { RoomSummary } from '../../model/types';
import { Button, focusById, type KeyPress, Skeleton, SkeletonGroup, Txt, useTheme, webProps } from '../../ui';
import { ConversationRow, rowId } from './conversation-row';

export interface ConversationListProps {
  readonly rooms: readonly RoomSummary[] | undefined;
  readonly selectedId: string | undefined;
  readonly filter: RoomFilter;
  readonly folders: readonly RoomFolder[];
  readonly query: string;
  readonly showPresence: boolean;
  /** What stands here as long as there are no chats at all; else a line that says so. */
  readonly firstRun?: ReactNode;
  readonly onOpen: (id: string) => void;
  readonly onClear: () => void;
}

type ListEntry = { readonly key: string; readonly room: RoomSummary } | { readonly key: 'rule' };

function entryOf(room: RoomSummary): ListEntry {
  return { key: room.id, room };
}

/** A line between pinned chats and the others. */
function withRule(rooms: readonly RoomSummary[]): ListEntry[] {
  const entries: ListEntry[] = [];
  for (const [index, room] of rooms.entries()) {
    if (index > 0 && !room.pinned && rooms[index - 1]?.pinned) entries.push({ key: 'rule' });
    entries.push(entryOf(room));
  }
  return entries;
}

/** The chats: pinned first, then by last activity. One tab stop; arrows, Home and End move inside. */
export function ConversationList(props: ConversationListProps) {
  const { rooms, selectedId, filter, folders, query, showPresence, onOpen } = props;
  const words = useWords();
  const theme = useTheme();
  const list = useRef<LegendListRef>(null);
  const [activeId, setActiveId] = useState<string>();
  const shown = useMemo(
    () => (rooms ? shownRooms(rooms, { filter, query, folders }) : []),
    [rooms, filter, query, folders],
  );
  const inFolder = folderOf(filter, folders) !== undefined;
  const entries = useMemo(() => (inFolder ? shown.map(entryOf) : withRule(shown)), [shown, inFolder]);
  const stop = shown.find((room) => room.id === (activeId ?? selectedId)) ?? shown[0];
  const onKeyDown = (event: KeyPress) => {
    const current = shown.findIndex((room) => room.id === stop?.id);
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: shown.length - 1 }[event.key];
    const room = to === undefined ? undefined : shown[to];
    if (!room) return;
    event.preventDefault();
    setActiveId(room.id);
    const index = entries.findIndex((entry) => entry.key === room.id);
    void list.current?.scrollIndexIntoView({ index, animated: false });
    requestAnimationFrame(() => focusById(rowId(room.id)));
  };
  const renderItem = useCallback(
    ({ item }: { item: ListEntry }) =>
      'room' in item ? (
        <ConversationRow
          room={item.room}
          selected={item.room.id === selectedId}
          showPresence={showPresence}
          tabIndex={item.room.id === stop?.id ? 0 : -1}
          onOpen={onOpen}
        />
      ) : (
        <View
          style={{ height: 1, marginVertical: 4, marginHorizontal: 18, backgroundColor: theme.chat.hairline }}
        />
      ),
    [selectedId, showPresence, stop?.id, onOpen, theme],
  );
  if (!rooms) return <ListSkeleton />;
  if (rooms.length === 0)
    return props.firstRun ?? <ListNote title={words.list.empty} hint={words.list.emptyHint} />;
  if (shown.length === 0) {
    return (
      <ListNote title={words.list.emptyFilter}>
        <Button kind="text" size="small" label={words.list.clearFilter} onPress={props.onClear} />
      </ListNote>
    );
  }
  return (
    <View style={{ flex: 1 }} {...webProps({ onKeyDown })}>
      <LegendList
        ref={list}
        data={entries}
        renderItem={renderItem}
        keyExtractor={(entry) => entry.key}
        getItemType={(entry) => ('room' in entry ? 'room' : 'rule')}
        estimatedItemSize={theme.density.listRow}
        extraData={renderItem}
        drawDistance={400}
        style={{ flex: 1 }}
        contentContainerStyle={{ paddingBottom: 8 }}
      />
    </View>
  );
}

function ListNote({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  const { colors } = useTheme();
  return (
    <View style={{ paddingVertical: 36, paddingHorizontal: 20, alignItems: 'center', gap: 4 }}>
      <Txt style={{ fontSize: 15, fontWeight: '600' }}>{title}</Txt>
      {hint ? <Txt color={colors.onSurfaceVariant}>{hint}</Txt> : null}
      {children}
    </View>
  );
}

const widths = [
  [105, 178],
  [87, 137],
  [119, 192],
  [78, 160],
  [109, 119],
  [91, 173],
  [128, 150],
  [82, 182],
  [114, 132],
  [96, 164],
  [87, 146],
] as const;

function ListSkeleton() {
  const words = useWords();
  const { density } = useTheme();
  return (
    <SkeletonGroup label={words.common.loading}>
      {widths.map(([name, preview]) => (
        <View
          key={`${name}-${preview}`}
          style={{
            height: density.listRow,
            flexDirection: 'row',
            alignItems: 'center',
            gap: 11,
            paddingHorizontal: 18,
          }}
        >
          <Skeleton width={density.listAvatar} height={density.listAvatar} radius={density.listAvatar / 2} />
          <View style={{ gap: 10 }}>
            <Skeleton width={name} height={12} />
            <Skeleton width={preview} height={10} />
          </View>
        </View>
      ))}
    </SkeletonGroup>
  );
}
