import type { MessageId, RoomId, UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { useEffect, useRef, useState } from 'react';
import { putBack } from '../client/put-back';
import { useAddressJump } from '../client/use-address-jump';
import { useJump, useOpenRoom, useShownItems, useTimeline } from '../client/use-conversation';
import type { useMe } from '../client/use-me';
import { itemOf, useMessageActions } from '../client/use-message-actions';
import { usePeople } from '../client/use-people';
import { useWords } from '../i18n';
import { isEditable } from '../model/selectable';
import type { MessageItem, TimelineItem } from '../model/types';
import { useChatView } from '../stores/chat';
import { useLayout } from '../ui';
import { keepingDoors } from './keeping-doors';
import type { RoomLayer } from './room-layers';
import { useKeptUnread } from './use-kept-unread';
import { useMover } from './use-mover';

export type Me = NonNullable<ReturnType<typeof useMe>>;

/** What the composer is for, with the message that it is about. */
export type Mode =
  | { readonly kind: 'write' }
  | { readonly kind: 'reply'; readonly item: MessageItem; readonly id: MessageId }
  /** `text` is that of an edit that was refused. */
  | { readonly kind: 'edit'; readonly item: MessageItem; readonly id: MessageId; readonly text?: string };

/** Everything that a conversation shows and does. */
export function useConversationState(id: RoomId, me: Me, thread: MessageId | undefined) {
  const { room, snapshot } = useOpenRoom(id);
  const people = usePeople();
  const router = useRouter();
  const { mobile } = useLayout();
  const timeline = useTimeline(useShownItems(snapshot), people, me.id);
  const [mode, setMode] = useMode(room, snapshot, timeline);
  const [deleting, setDeleting] = useState<MessageItem>();
  const [layer, setLayer] = useState<RoomLayer>();
  const kept = useKeptUnread(room);
  const [suggestion, setSuggestion] = useState<{ readonly text: string; readonly at: number }>();
  const { target, jump } = useJump(room, snapshot.items);
  // A place in a thread is the thread's to show.
  useAddressJump(snapshot.state === 'ready' && thread === undefined, jump);
  const suggest = (text: string) => setSuggestion({ text, at: Date.now() });
  const offer = (item: Sdk.MessageItem, text: string) => {
    const shown = timeline.find((entry) => entry.id === item.key);
    if (shown?.kind === 'message' && item.id && !item.deleted)
      return setMode({ kind: 'edit', item: shown, id: item.id, text });
    // There is nothing to edit any more: it can still be sent.
    room.setDraft({ text });
    suggest(text);
  };
  // What is being written is not pushed aside.
  const isFree = mode.kind === 'write' && !snapshot.draft?.text;
  useRefusedChanges(room, snapshot.items, isFree ? offer : undefined);
  const enter = (kind: 'reply' | 'edit') => (item: MessageItem) => {
    const message = itemOf(snapshot.items, item)?.id;
    if (message && (kind === 'reply' || isEditable(item))) setMode({ kind, item, id: message });
  };
  const showPerson = (person: string) => {
    const known = personIn(snapshot, person);
    if (known) setLayer({ kind: 'person', id: known });
  };
  const moving = useMover({ snapshot, items: snapshot.items, timeline, onLayer: setLayer });
  const actions = useMessageActions({
    room,
    items: snapshot.items,
    reply: enter('reply'),
    openThread: (message) =>
      mobile ? router.push(`/r/${id}?t=${message}`) : router.setParams({ t: message }),
    edit: enter('edit'),
    askDelete: setDeleting,
    jump,
    showPerson,
    openRoom: (other) => router.push(`/r/${other}`),
    takenBack: (text) => suggest(putBack(room, text)),
    askWhen: (message) => setLayer({ kind: 'remind', message }),
    askWhy: (message) => setLayer({ kind: 'why', message }),
    ...keepingDoors(snapshot, setLayer, (place) => router.push(place as never)),
    showVersions: snapshot.settings.editHistory ? (item) => setLayer({ kind: 'versions', item }) : undefined,
    mover: moving.mover,
    markUnread: kept.from,
    askInfo: (message, sentAt) => setLayer({ kind: 'info', message, sentAt }),
  });
  return {
    room,
    snapshot,
    people,
    mode,
    setMode,
    deleting,
    setDeleting,
    layer,
    setLayer,
    timeline,
    target,
    actions,
    ...moving,
    keptUnread: kept.seq,
    readOn: kept.end,
    edit: enter('edit'),
    suggestion,
    suggest,
  };
}

/** Somebody who is here, or has said something here. */
function personIn({ items, members, peer }: Sdk.RoomSnapshot, person: string): UserId | undefined {
  const said = items.find((item) => item.kind === 'message' && item.by === person);
  const member = members?.find(({ user }) => user.id === person)?.user;
  return said?.kind === 'message' ? said.by : (member ?? peer)?.id;
}

export type ConversationState = ReturnType<typeof useConversationState>;

/** The composer's mode. A draft that answered a message answers it again, once that message is here. */
function useMode(room: Sdk.Room, snapshot: Sdk.RoomSnapshot, timeline: readonly TimelineItem[]) {
  const [chosen, setChosen] = useState<Mode>();
  const [draftReply] = useState(() => room.draft()?.replyTo);
  const key =
    draftReply && snapshot.items.find((item) => item.kind === 'message' && item.id === draftReply)?.key;
  const answered = key ? timeline.find((item) => item.id === key) : undefined;
  const restored: Mode | undefined =
    answered?.kind === 'message' && draftReply
      ? { kind: 'reply', item: answered, id: draftReply }
      : undefined;
  return [chosen ?? restored ?? { kind: 'write' }, setChosen] as const satisfies readonly [Mode, unknown];
}

/**
 * An edit, deletion or reaction that the server refused: it is told once and taken back, so the message is as it was.
 * The text of an edit is offered again, as soon as it can be.
 */
function useRefusedChanges(
  room: Sdk.Room,
  items: readonly Sdk.RoomItem[],
  offer: ((item: Sdk.MessageItem, text: string) => void) | undefined,
): void {
  const { errors } = useWords();
  const notify = useChatView((view) => view.notify);
  const told = useRef(new Set<string>());
  useEffect(() => {
    let offers = offer;
    for (const item of items) {
      if (item.kind !== 'message' || item.status === 'failed' || !item.refusal || !item.pending) continue;
      const { code, text } = item.refusal;
      if (!told.current.has(item.pending))
        notify(code === 'message-deleted' ? text : errors.changeRefused(text));
      told.current.add(item.pending);
      if (item.refusedEdit !== undefined) {
        if (!offers) continue;
        offers(item, item.refusedEdit);
        offers = undefined;
      }
      room.discard(item.pending);
    }
  }, [items, room, notify, errors, offer]);
}
