import type { LegendListRef } from '@legendapp/list/react-native';
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { Dimensions } from 'react-native';
import { isEditable } from '../../model/selectable';
import type { TimelineRow } from '../../model/timeline-rows';
import type { MessageItem } from '../../model/types';
import { focusById, type KeyPress } from '../../ui';
import type { ListSelection } from './list-selection';
import type { MessageActions, Point } from './message-actions';
import { messageRowId } from './message-row-id';

export interface MessageKeyDoors {
  readonly actions: MessageActions;
  readonly canDelete: (item: MessageItem) => boolean;
  readonly openMenu: (item: MessageItem, at: Point) => void;
  readonly openPicker: (item: MessageItem, at: Point) => void;
  readonly onLeave: () => void;
  readonly selection: ListSelection | undefined;
}

function centre(): Point {
  const { width, height } = Dimensions.get('window');
  return { x: width / 2, y: height / 2 };
}

/** While messages are chosen, keys choose. */
function choose(
  key: string,
  item: MessageItem,
  { shiftKey, selection }: { shiftKey: boolean; selection: ListSelection },
) {
  if (key === 'Escape') return selection.end;
  return key === ' ' || key === 'Enter' ? () => selection.toggle(item, shiftKey) : undefined;
}

function act(key: string, item: MessageItem, doors: MessageKeyDoors): (() => void) | undefined {
  const { actions } = doors;
  if (key === 'Escape') return doors.onLeave;
  if (item.deleted) return undefined;
  const keys: Readonly<Record<string, () => void>> = {
    Enter: () => doors.openMenu(item, centre()),
    r: () => actions.onReply(item),
    '+': () => doors.openPicker(item, centre()),
    ...(actions.onSelect ? { x: () => actions.onSelect?.(item) } : {}),
    ...(item.seq === undefined ? {} : { u: () => actions.onUnread(item) }),
    ...(isEditable(item) ? { e: () => actions.onEdit(item) } : {}),
    ...keepingKeys(item, actions),
    ...(doors.canDelete(item) ? { Delete: () => actions.onDelete(item) } : {}),
  };
  return keys[key];
}

/** Keys of what the room allows, once the server has the message. */
function keepingKeys(item: MessageItem, { onPin, onMark, onForward }: MessageActions) {
  if (item.seq === undefined) return {};
  return {
    ...(onPin && { p: () => onPin(item) }),
    ...(onMark && { m: () => onMark(item) }),
    ...(onForward && { f: () => onForward(item) }),
  };
}

/** The keyboard inside the message list: one tab stop, arrows move it, letters act on the message that has focus. */
export function useMessageKeys(
  rows: readonly TimelineRow[],
  list: RefObject<LegendListRef | null>,
  doors: MessageKeyDoors,
) {
  const [activeId, setActiveId] = useState<string>();
  const messages = useMemo(() => rows.flatMap((row) => (row.kind === 'message' ? [row.item] : [])), [rows]);
  const stopId = messages.some((item) => item.id === activeId) ? activeId : messages.at(-1)?.id;
  const move = (item: MessageItem, key: string): boolean => {
    const index = messages.findIndex((message) => message.id === item.id);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: messages.length - 1 }[key];
    const next = to === undefined ? undefined : messages[to];
    if (!next) return false;
    setActiveId(next.id);
    const at = rows.findIndex((row) => row.kind === 'message' && row.item.id === next.id);
    void list.current?.scrollIndexIntoView({ index: at, animated: false });
    requestAnimationFrame(() => focusById(messageRowId(next.id)));
    return true;
  };
  const onKey = (item: MessageItem, event: KeyPress) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { selection } = doors;
    const { key, shiftKey } = event;
    const action = selection ? choose(key, item, { shiftKey, selection }) : act(key, item, doors);
    if (action) action();
    else if (!move(item, event.key)) return;
    event.preventDefault();
  };
  const latest = useRef(onKey);
  latest.current = onKey;
  const stable = useCallback((item: MessageItem, event: KeyPress) => latest.current(item, event), []);
  return { stopId, onKey: stable };
}
