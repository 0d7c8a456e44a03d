import type { MessageId, RoomId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { AppState, View } from 'react-native';
import { useConnection } from '../client/use-connection';
import {
  useHandles,
  useJump,
  useMembers,
  useOpenRoom,
  useShownItems,
  useTimeline,
  useUnreadFrom,
} from '../client/use-conversation';
import { useMe } from '../client/use-me';
import { itemOf, useMessageActions } from '../client/use-message-actions';
import { usePeople } from '../client/use-people';
import { roomSummaryOf } from '../client/view-models';
import { ConfirmDialog } from '../components/confirm-dialog';
import { Composer, composerId } from '../components/conversation/composer';
import type { ComposerMode } from '../components/conversation/composer-mode';
import { ConnectionBanner } from '../components/conversation/connection-banner';
import { ConversationHeader } from '../components/conversation/conversation-header';
import { ConversationSkeleton, EmptyChat, PaneError } from '../components/conversation/conversation-states';
import { MessageList } from '../components/conversation/message-list';
import { TypingRow } from '../components/conversation/typing-row';
import { useWords } from '../i18n';
import type { MessageItem } from '../model/types';
import { useChatView } from '../stores/chat';
import { useSettings } from '../stores/settings';
import { focusById, useLayout } from '../ui';
import { RoomDetails } from './room-details';

/** The conversation of the address; each room has its own state. */
export function ConversationScreen() {
  const { room } = useLocalSearchParams<{ room: RoomId }>();
  const me = useMe();
  return me ? <Conversation key={room} id={room} me={me} /> : null;
}

type Me = NonNullable<ReturnType<typeof useMe>>;

type Mode =
  | { readonly kind: 'write' }
  | { readonly kind: 'reply'; readonly item: MessageItem; readonly id: MessageId }
  | { readonly kind: 'edit'; readonly item: MessageItem; readonly id: MessageId };

function composerMode(mode: Mode): ComposerMode {
  if (mode.kind === 'write') return mode;
  if (mode.kind === 'reply') return { kind: 'reply', name: mode.item.byName, text: mode.item.body };
  return { kind: 'edit', id: mode.id, body: mode.item.body };
}

/** Everything that a conversation shows and does. */
function useConversationState(id: RoomId, me: Me) {
  const { room, snapshot } = useOpenRoom(id);
  const people = usePeople();
  const [mode, setMode] = useState<Mode>({ kind: 'write' });
  const [deleting, setDeleting] = useState<MessageItem>();
  const timeline = useTimeline(useShownItems(snapshot), people, me.id);
  const [suggestion, setSuggestion] = useState<{ readonly text: string; readonly at: number }>();
  const { target, jump } = useJump(room, snapshot.items);
  const showDetails = useChatView((view) => view.showDetails);
  const enter = (kind: 'reply' | 'edit') => (item: MessageItem) => {
    const message = itemOf(snapshot.items, item)?.id;
    if (message) setMode({ kind, item, id: message });
  };
  const actions = useMessageActions({
    room,
    items: snapshot.items,
    reply: enter('reply'),
    edit: enter('edit'),
    askDelete: setDeleting,
    jump,
    showPerson: () => showDetails(true),
  });
  return {
    room,
    snapshot,
    people,
    mode,
    setMode,
    deleting,
    setDeleting,
    timeline,
    target,
    actions,
    edit: enter('edit'),
    suggestion,
    suggest: (text: string) => setSuggestion({ text, at: Date.now() }),
  };
}

export type ConversationState = ReturnType<typeof useConversationState>;

function Conversation({ id, me }: { id: RoomId; me: Me }) {
  const state = useConversationState(id, me);
  const { snapshot, people, room } = state;
  const words = useWords();
  const router = useRouter();
  const { mobile } = useLayout();
  const { connection, retry } = useConnection();
  const { detailsOpen, showDetails } = useChatView();
  const members = useMembers(snapshot, people);
  if (snapshot.state === 'gone') return <PaneError text={words.room.gone} />;
  const summary = roomSummaryOf(snapshot, people);
  const online = members.filter(({ presence }) => presence !== 'offline').length;
  const details = (
    <RoomDetails {...{ room, snapshot, summary, members }} myId={me.id} onClose={() => showDetails(false)} />
  );
  if (detailsOpen && mobile) return details;
  return (
    <View style={{ flex: 1, flexDirection: 'row' }}>
      <View style={{ flex: 1, minWidth: 0 }}>
        <ConnectionBanner connection={connection} onRetry={retry} />
        <ConversationHeader
          {...{ id, connection, detailsOpen }}
          kind={summary.kind}
          name={summary.name}
          peer={summary.peer}
          toMyself={summary.peer?.id === me.id}
          members={{ total: snapshot.memberCount, online }}
          lastUpdatedAt={summary.lastActivityAt}
          onBack={() => router.navigate('/')}
          onDetails={() => showDetails(!detailsOpen)}
        />
        <ConversationBody state={state} name={summary.name} handle={me.person.handle} />
        <TypingRow names={summary.typing} />
        <RoomComposer state={state} name={summary.name} offline={connection.status === 'offline'} />
      </View>
      {detailsOpen ? details : null}
      <DeleteQuestion state={state} />
    </View>
  );
}

function ConversationBody({
  state,
  name,
  handle,
}: {
  state: ConversationState;
  name: string;
  handle: string;
}) {
  const { room, snapshot, timeline } = state;
  const handles = useHandles(snapshot, handle);
  const { room: words } = useWords();
  const unreadFrom = useUnreadFrom(snapshot);
  const read = () => {
    if (snapshot.hasNewer) room.loadNewer().catch(() => undefined);
    else if (AppState.currentState === 'active') room.markRead();
  };
  if (snapshot.state === 'loading') {
    if (snapshot.loadFailure)
      return <PaneError text={snapshot.loadFailure.text} onRetry={() => room.backToLatest()} />;
    return <ConversationSkeleton />;
  }
  if (timeline.length === 0) return <EmptyChat onHello={() => state.suggest(words.hello)} />;
  return (
    <MessageList
      roomId={room.id}
      roomName={name}
      group={snapshot.kind !== 'direct'}
      timeline={timeline}
      unreadFrom={unreadFrom}
      hasOlder={snapshot.hasOlder}
      handles={handles}
      target={state.target}
      canDelete={(item) => item.mine || snapshot.myRole === 'owner'}
      actions={state.actions}
      onNewest={snapshot.hasNewer ? () => room.backToLatest() : undefined}
      onLoadOlder={() => void room.loadOlder().catch(() => undefined)}
      onAtEnd={read}
      onLeave={() => focusById(composerId)}
    />
  );
}

function RoomComposer({
  state,
  name,
  offline,
}: {
  state: ConversationState;
  name: string;
  offline: boolean;
}) {
  const { room, snapshot, mode, setMode, timeline } = state;
  const enterSends = useSettings((settings) => settings.enterSends);
  const mentionsIn = (text: string) =>
    (snapshot.members ?? [])
      .filter(({ user }) => text.includes(`@${user.handle}`))
      .map(({ user }) => user.id);
  const send = (text: string) => {
    const mentions = mentionsIn(text);
    room.send(text, {
      ...(mode.kind === 'reply' ? { replyTo: mode.id } : {}),
      ...(mentions.length > 0 ? { mentions } : {}),
    });
    room.stopTyping();
    setMode({ kind: 'write' });
  };
  const saveEdit = (text: string) => {
    if (mode.kind === 'edit' && text !== mode.item.body)
      room.edit(mode.id, text, { mentions: mentionsIn(text) });
    setMode({ kind: 'write' });
  };
  const editLast = () => {
    const last = timeline.findLast(
      (item) => item.kind === 'message' && item.mine && !item.deleted && item.seq !== undefined,
    );
    if (last?.kind === 'message') state.edit(last);
  };
  return (
    <Composer
      roomName={name}
      mode={composerMode(mode)}
      draft={room.draft()?.text ?? ''}
      textMax={limits.bodyCodePointsMax}
      enterSends={enterSends}
      offline={offline}
      suggestion={state.suggestion}
      onDraft={(text) => room.setDraft(mode.kind === 'reply' ? { text, replyTo: mode.id } : { text })}
      onTyping={() => room.typing()}
      onSend={send}
      onSaveEdit={(_id, text) => saveEdit(text)}
      onCancelMode={() => setMode({ kind: 'write' })}
      onEditLast={editLast}
    />
  );
}

function DeleteQuestion({ state }: { state: ConversationState }) {
  const { message } = useWords();
  const { deleting, setDeleting, room, snapshot } = state;
  if (!deleting) return null;
  return (
    <ConfirmDialog
      title={message.deleteTitle}
      body={message.deleteBody}
      action={message.delete}
      onClose={() => setDeleting(undefined)}
      onConfirm={() => {
        const id = itemOf(snapshot.items, deleting)?.id;
        if (id) room.delete(id);
        setDeleting(undefined);
      }}
    />
  );
}
