import type { MessageId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useMemo, useRef } from 'react';
import type { MessageActions } from '../components/conversation/message-actions';
import { useWords } from '../i18n';
import type { MessageItem } from '../model/types';
import { useChatView } from '../stores/chat';
import { copyText } from '../ui';
import { useClient } from './client-context';
import { useFollowMoved } from './use-follow-moved';

export interface MessageActionDoors {
  readonly room: Sdk.Room;
  readonly items: readonly Sdk.RoomItem[];
  readonly reply: (item: MessageItem) => void;
  /** Absent where a thread is shown: its replies grow none. */
  readonly openThread?: ((message: MessageId) => void) | undefined;
  readonly edit: (item: MessageItem) => void;
  readonly askDelete: (item: MessageItem) => void;
  readonly jump: (quoted: Sdk.Quoted) => void;
  readonly showPerson: (id: string) => void;
  readonly openRoom: (id: string) => void;
  readonly askWhen: (message: MessageId) => void;
  readonly askWhy: (message: MessageId) => void;
  /** Absent where the chat keeps no earlier versions. */
  readonly showVersions?: ((item: Sdk.MessageItem & { readonly id: MessageId }) => void) | undefined;
  /** Makes what stands here and after it unread. */
  readonly markUnread: (seq: number) => void;
  readonly askInfo: (message: MessageId, sentAt: number) => void;
}

/** The sdk's own item behind one that is shown. */
export function itemOf(items: readonly Sdk.RoomItem[], shown: MessageItem): Sdk.MessageItem | undefined {
  const item = items.find(({ key }) => key === shown.id);
  return item?.kind === 'message' ? item : undefined;
}

/** What rows may do, as one object that stays the same, so that rows need not be drawn again. */
export function useMessageActions(doors: MessageActionDoors): MessageActions {
  const { common, later: words } = useWords();
  const { later } = useClient();
  const notify = useChatView((view) => view.notify);
  const follow = useFollowMoved();
  const now = useRef(doors);
  now.current = doors;
  const growsThreads = doors.openThread !== undefined;
  const keepsVersions = doors.showVersions !== undefined;
  return useMemo(() => {
    const behind = (shown: MessageItem) => itemOf(now.current.items, shown);
    return {
      onReply: (item) => now.current.reply(item),
      onEdit: (item) => now.current.edit(item),
      onDelete: (item) => now.current.askDelete(item),
      onPerson: (id) => now.current.showPerson(id),
      onRoom: (id) => now.current.openRoom(id),
      onWhy: (item) => {
        const id = behind(item)?.id;
        if (id) now.current.askWhy(id);
      },
      onUnread: ({ seq }) => {
        if (seq !== undefined) now.current.markUnread(seq);
      },
      onInfo: (item) => {
        const id = behind(item)?.id;
        if (id) now.current.askInfo(id, item.at);
      },
      onQuote: (item) => {
        const quoted = behind(item)?.quoted;
        if (quoted) now.current.jump(quoted);
      },
      ...(keepsVersions && {
        onVersions: (item: MessageItem) => {
          const here = behind(item);
          if (here?.id) now.current.showVersions?.({ ...here, id: here.id });
        },
      }),
      ...(growsThreads && {
        onThread: (item: MessageItem) => {
          const id = behind(item)?.id;
          if (id) now.current.openThread?.(id);
        },
      }),
      onReact: (item, emoji) => {
        const id = behind(item)?.id;
        const mine = item.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
        if (id) now.current.room.react(id, emoji, !mine);
      },
      onRetry: (item) => {
        const pending = behind(item)?.pending;
        if (pending) now.current.room.retry(pending);
      },
      onDiscard: (item) => {
        const pending = behind(item)?.pending;
        if (pending) now.current.room.discard(pending);
      },
      onRemind: (item) => {
        const id = behind(item)?.id;
        if (id) now.current.askWhen(id);
      },
      onSave: (item) => {
        const [id, room] = [behind(item)?.id, now.current.room.id];
        if (!id) return;
        const on = !later.isSaved(room, id);
        if (on && later.getSnapshot().savedCount >= limits.savedMax)
          return notify(words.full(limits.savedMax));
        later.save(room, id, on);
        if (on) notify(words.savedNotice);
      },
      isSaved: (item) => {
        const id = behind(item)?.id;
        return id !== undefined && later.isSaved(now.current.room.id, id);
      },
      onMoved: (item) => {
        const message = behind(item)?.movedAway?.message;
        if (message) void follow(now.current.room, message);
      },
      onCopy: (item) => void copyText(item.body).then(() => notify(common.copied)),
    };
  }, [common, words, later, notify, follow, growsThreads, keepsVersions]);
}
