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
import { originOf, turned } from './use-kept';

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
  /** What was taken back, to be put into the composer. */
  readonly takenBack: (text: string) => void;
  readonly askWhen: (message: MessageId) => void;
  readonly askWhy: (message: MessageId) => void;
  /** What my role may here. */
  readonly may: Readonly<Record<'pin' | 'mark' | 'forward' | 'vote', boolean>>;
  readonly askMark: (item: StoredItem) => void;
  readonly askForward: (item: StoredItem) => void;
  readonly askVoters: (item: StoredItem) => void;
  readonly askClosePoll: (item: StoredItem) => void;
  readonly openPlace: (place: string) => void;
  /** Absent where the chat keeps no earlier versions. */
  readonly showVersions?: ((item: Sdk.MessageItem & { readonly id: MessageId }) => void) | undefined;
  /** Absent for who may not move messages. */
  readonly mover?: Mover | undefined;
  /** Makes what stands here and after it unread. */
  readonly markUnread: (seq: number) => void;
  readonly askInfo: (message: MessageId, sentAt: number) => void;
}

/** A message that the server has. */
export type StoredItem = Sdk.MessageItem & { readonly id: MessageId };

/** What one may do who moves messages. */
export interface Mover {
  move(items: readonly MessageItem[]): void;
  select(item: MessageItem): void;
}

/** The sdk's own item behind one that is shown. */
export function itemOf(items: readonly Sdk.RoomItem[], shown: MessageItem): Sdk.MessageItem | undefined {
  const item = items.find(({ key }) => key === shown.id);
  return item?.kind === 'message' ? item : undefined;
}

/** What rows may do, as one object that stays the same, so that rows need not be drawn again. */
export function useMessageActions(doors: MessageActionDoors): MessageActions {
  const { common, later: words } = useWords();
  const client = useClient();
  const { later } = client;
  const notify = useChatView((view) => view.notify);
  const follow = useFollowMoved();
  const now = useRef(doors);
  now.current = doors;
  const growsThreads = doors.openThread !== undefined;
  const keepsVersions = doors.showVersions !== undefined;
  const moves = doors.mover !== undefined;
  const { pin, mark, forward, vote } = doors.may;
  const may = useMemo(() => ({ pin, mark, forward, vote }), [pin, mark, forward, vote]);
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
      onUndo: (item) => {
        const pending = behind(item)?.pending;
        if (pending && now.current.room.discard(pending)) now.current.takenBack(item.body);
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
      ...movingActions(() => now.current, { follow, moves }),
      ...keepingActions(client, () => now.current, may),
      ...pollActions(() => now.current, may),
      onCopy: (item) => void copyText(item.body).then(() => notify(common.copied)),
    };
  }, [common, words, client, later, notify, follow, growsThreads, keepsVersions, moves, may]);
}

/** What is done with messages to and from other places. */
function movingActions(
  doors: () => MessageActionDoors,
  { follow, moves }: { follow: ReturnType<typeof useFollowMoved>; moves: boolean },
): Pick<MessageActions, 'onMove' | 'onSelect' | 'onMoved'> {
  return {
    ...(moves && {
      onMove: (item: MessageItem) => doors().mover?.move([item]),
      onSelect: (item: MessageItem) => doors().mover?.select(item),
    }),
    onMoved: (item) => {
      const message = itemOf(doors().items, item)?.movedAway?.message;
      if (message) void follow(doors().room, message);
    },
  };
}

/** An act on the sdk's own item behind one that is shown, once the server has it. */
const storedIn =
  (doors: () => MessageActionDoors) => (act: (item: StoredItem) => void) => (shown: MessageItem) => {
    const item = itemOf(doors().items, shown);
    if (item?.id !== undefined) act({ ...item, id: item.id });
  };

/** What is done with polls. */
function pollActions(
  doors: () => MessageActionDoors,
  may: MessageActionDoors['may'],
): Pick<MessageActions, 'onVote' | 'onVoters' | 'onClosePoll'> {
  const toStored = storedIn(doors);
  return {
    ...(may.vote && {
      onVote: (item: MessageItem, choices: readonly number[]) =>
        toStored(({ id }) => doors().room.polls.vote(id, choices))(item),
    }),
    onVoters: toStored((item) => doors().askVoters(item)),
    onClosePoll: toStored((item) => doors().askClosePoll(item)),
  };
}

type KeepingActions = Pick<
  MessageActions,
  'onPin' | 'onMark' | 'onDone' | 'onForward' | 'origin' | 'onOrigin'
>;

/** What can be made of a message for all in the room, and elsewhere. */
function keepingActions(
  client: Sdk.Client,
  doors: () => MessageActionDoors,
  may: MessageActionDoors['may'],
): KeepingActions {
  const toStored = storedIn(doors);
  return {
    ...(may.pin && {
      onPin: toStored(({ id, pinned }) => doors().room.keeps.pin(id, pinned === undefined)),
    }),
    ...(may.mark && {
      onMark: toStored((item) => doors().askMark(item)),
      onDone: toStored(({ id, mark }) => {
        if (mark) doors().room.keeps.mark(id, turned(mark));
      }),
    }),
    ...(may.forward && { onForward: toStored((item) => doors().askForward(item)) }),
    origin: async (shown) => {
      const id = itemOf(doors().items, shown)?.id;
      const found = id && (await doors().room.keeps.origin(id));
      return found ? originOf(client, found) : undefined;
    },
    onOrigin: ({ place }) => doors().openPlace(place),
  };
}
