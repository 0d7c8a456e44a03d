import { type Catalog, useWords } from '../../i18n';
import { isEditable } from '../../model/selectable';
import type { MessageItem } from '../../model/types';
import { Menu, type MenuItem } from '../../ui';
import type { MessageActions, Point } from './message-actions';
import { QuickReactions } from './reaction-picker';

export interface MessageMenuProps {
  readonly item: MessageItem;
  readonly at: Point;
  readonly actions: MessageActions;
  readonly canDelete: boolean;
  readonly onMoreReactions: () => void;
  readonly onClose: () => void;
}

/** For who may end what was asked. */
function pollItems(item: MessageItem, { onClosePoll }: MessageActions, { polls }: Catalog): MenuItem[] {
  if (item.poll?.closed !== false) return [];
  return [{ key: 'close-poll', label: polls.close, icon: 'chart', onPress: () => onClosePoll(item) }];
}

/** For who may move messages. */
function moveItems(item: MessageItem, { onMove, onSelect }: MessageActions, { moves }: Catalog): MenuItem[] {
  if (!onMove || !onSelect) return [];
  return [
    { key: 'move', label: moves.move, icon: 'forward', onPress: () => onMove(item) },
    { key: 'select', label: moves.select, icon: 'check', shortcut: 'X', onPress: () => onSelect(item) },
  ];
}

/** Everything that can be done to a message: a menu at the pointer, a sheet on a phone. */
export function MessageMenu({ item, at, actions, canDelete, onMoreReactions, onClose }: MessageMenuProps) {
  const words = useWords();
  const stored = item.seq !== undefined;
  const { onThread, onVersions } = actions;
  const keeping = useKeepingItems(item, actions);
  const all: readonly (MenuItem | false)[] = [
    stored && {
      key: 'reply',
      label: words.message.reply,
      icon: 'reply',
      shortcut: 'R',
      onPress: () => actions.onReply(item),
    },
    stored &&
      onThread !== undefined && {
        key: 'thread',
        label: words.thread.reply,
        icon: 'thread',
        onPress: () => onThread(item),
      },
    ...(stored ? keeping : []),
    ...(stored ? laterEntries(item, actions, words.later) : []),
    { key: 'copy', label: words.message.copyText, icon: 'copy', onPress: () => actions.onCopy(item) },
    stored &&
      isEditable(item) && {
        key: 'edit',
        label: words.message.edit,
        icon: 'edit',
        shortcut: 'E',
        onPress: () => actions.onEdit(item),
      },
    stored && {
      key: 'unread',
      label: words.unread.fromHere,
      icon: 'chat',
      shortcut: 'U',
      onPress: () => actions.onUnread(item),
    },
    stored && {
      key: 'info',
      label: words.receipts.info,
      icon: 'checks',
      onPress: () => actions.onInfo(item),
    },
    stored &&
      item.edited &&
      onVersions !== undefined && {
        key: 'versions',
        label: words.lifecycle.versions,
        icon: 'clock',
        onPress: () => onVersions(item),
      },
    stored &&
      !item.mine && { key: 'why', label: words.notify.why, icon: 'bell', onPress: () => actions.onWhy(item) },
    ...(stored ? moveItems(item, actions, words) : []),
    ...(stored && canDelete ? pollItems(item, actions, words) : []),
    stored &&
      canDelete && {
        key: 'delete',
        label: words.message.delete,
        icon: 'trash',
        shortcut: 'Del',
        danger: true,
        onPress: () => actions.onDelete(item),
      },
  ];
  const pick = (emoji: string) => {
    onClose();
    actions.onReact(item, emoji);
  };
  return (
    <Menu
      label={words.message.actions}
      at={at}
      items={all.filter((entry) => entry !== false)}
      header={stored ? <QuickReactions onPick={pick} onMore={onMoreReactions} /> : undefined}
      onClose={onClose}
    />
  );
}

/** What keeps a message for later. */
function laterEntries(item: MessageItem, actions: MessageActions, words: Catalog['later']): MenuItem[] {
  return [
    {
      key: 'save',
      label: actions.isSaved(item) ? words.unsave : words.save,
      icon: 'bookmark',
      onPress: () => actions.onSave(item),
    },
    { key: 'remind', label: words.remind, icon: 'clock', onPress: () => actions.onRemind(item) },
  ];
}

/** What can be made of a message for all in the room, and elsewhere. */
function useKeepingItems(item: MessageItem, actions: MessageActions): readonly MenuItem[] {
  const { keeps } = useWords();
  const { onForward, onPin, onMark } = actions;
  const all: readonly (MenuItem | false)[] = [
    onForward !== undefined && {
      key: 'forward',
      label: keeps.forward,
      icon: 'forward',
      shortcut: 'F',
      onPress: () => onForward(item),
    },
    onPin !== undefined && {
      key: 'pin',
      label: item.pinned ? keeps.unpin : keeps.pin,
      icon: 'pin',
      shortcut: 'P',
      onPress: () => onPin(item),
    },
    onMark !== undefined && {
      key: 'mark',
      label: keeps.mark,
      icon: 'check',
      shortcut: 'M',
      onPress: () => onMark(item),
    },
  ];
  return all.filter((entry) => entry !== false);
}
