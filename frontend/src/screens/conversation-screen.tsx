import type { MessageId, Role, RoomId } from '@sup/protocol';
import { limits, parseMarkup, plainText } from '@sup/protocol/wire';
import { useLocalSearchParams } from 'expo-router';
import { lazy, Suspense, useMemo } from 'react';
import { AppState, View } from 'react-native';
import { useClose } from '../client/use-close';
import { useConnection } from '../client/use-connection';
import { useMembers, useNames, useUnreadFrom } from '../client/use-conversation';
import { useMe } from '../client/use-me';
import { itemOf } from '../client/use-message-actions';
import { useNameable } from '../client/use-nameable';
import { useWritingBlock } from '../client/use-writing-block';
import { roomSummaryOf } from '../client/view-models';
import { ConfirmDialog } from '../components/confirm-dialog';
import { Composer, composerId } from '../components/conversation/composer';
import type { ComposerMode } from '../components/conversation/composer-mode';
import { ConnectionBanner } from '../components/conversation/connection-banner';
import { ConversationHeader } from '../components/conversation/conversation-header';
import { ConversationSkeleton, EmptyChat, PaneError } from '../components/conversation/conversation-states';
import { MessageList } from '../components/conversation/message-list';
import { SelectionBar } from '../components/conversation/selection-bar';
import { TypingRow } from '../components/conversation/typing-row';
import { useWords } from '../i18n';
import { mayDelete } from '../model/rights';
import { useChatView } from '../stores/chat';
import { useSettings } from '../stores/settings';
import { focusById, KeyboardRoom, useLayout } from '../ui';
import { RoomPins } from './room-pins';
import { type ConversationState, type Me, type Mode, useConversationState } from './use-conversation-state';
import { useMassMention } from './use-mass-mention';
import { listSelection } from './use-selection';
import { useSendLater } from './use-send-later';

// The first message needs none of them.
const ThreadPane = lazy(() => import('./thread-pane').then((module) => ({ default: module.ThreadPane })));
const RoomDetails = lazy(() => import('./room-details').then((module) => ({ default: module.RoomDetails })));
const RoomLayers = lazy(() => import('./room-layers').then((module) => ({ default: module.RoomLayers })));

/** The conversation of the address; each room has its own state. */
export function ConversationScreen() {
  const { room, t } = useLocalSearchParams<{ room: RoomId; t?: MessageId }>();
  const me = useMe();
  return me ? <Conversation key={room} id={room} thread={t || undefined} me={me} /> : null;
}

function composerMode(mode: Mode): ComposerMode {
  if (mode.kind === 'write') return mode;
  if (mode.kind === 'reply') {
    return { kind: 'reply', name: mode.item.byName, text: plainText(parseMarkup(mode.item.body)) };
  }
  return { kind: 'edit', id: mode.id, body: mode.item.body, text: mode.text };
}

function Conversation({ id, thread, me }: { id: RoomId; thread: MessageId | undefined; me: Me }) {
  const state = useConversationState(id, me, thread);
  const { snapshot, people, room, layer, setLayer } = state;
  const words = useWords();
  const back = useClose();
  const { mobile } = useLayout();
  const { connection, retry } = useConnection();
  const { detailsOpen, showDetails } = useChatView();
  const members = useMembers(snapshot, people, me.id);
  if (snapshot.state === 'gone') return <PaneError text={words.room.gone} />;
  const summary = roomSummaryOf(snapshot, people);
  const online = members.filter(({ presence }) => presence !== 'offline').length;
  const covered = (detailsOpen || thread !== undefined) && mobile;
  return (
    <View style={{ flex: 1, flexDirection: 'row' }}>
      <KeyboardRoom style={[{ flex: 1, minWidth: 0 }, covered ? { display: 'none' } : undefined]}>
        <ConnectionBanner connection={connection} onRetry={retry} />
        <ConversationHeader
          {...{ id, connection, detailsOpen }}
          kind={summary.kind}
          name={summary.name}
          peer={summary.peer}
          toMyself={summary.peer?.id === me.id}
          members={{ total: snapshot.memberCount, online }}
          lastUpdatedAt={summary.lastActivityAt}
          onBack={back}
          onDetails={() => showDetails(!detailsOpen)}
        />
        <RoomPins {...{ room, people }} myId={me.id} onAll={() => setLayer({ kind: 'keeps' })} />
        <ConversationBody state={state} name={summary.name} handle={me.person.handle} />
        <TypingRow names={summary.typing} />
        <WriteOrChoose state={state} me={me} name={summary.name} offline={connection.status === 'offline'} />
      </KeyboardRoom>
      <Suspense>
        {thread ? (
          <ThreadPane
            key={thread}
            {...{ room, thread, snapshot, me }}
            roomName={summary.name}
            offline={connection.status === 'offline'}
            onLayer={setLayer}
          />
        ) : null}
        {detailsOpen && !thread ? (
          <RoomDetails
            {...{ room, snapshot, summary, members }}
            myId={me.id}
            onLayer={setLayer}
            onClose={() => showDetails(false)}
          />
        ) : null}
        {layer ? (
          <RoomLayers
            {...{ room, snapshot, layer }}
            myId={me.id}
            onLayer={setLayer}
            onDone={() => setLayer(undefined)}
          />
        ) : null}
      </Suspense>
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
  const names = useNames(snapshot, handle);
  const { room: words } = useWords();
  const unreadFrom = useUnreadFrom(snapshot);
  const { members } = snapshot;
  const roleOf = useMemo(
    () => new Map<string, Role>((members ?? []).map(({ user, role }) => [user.id, role])),
    [members],
  );
  const read = () => {
    if (snapshot.hasNewer) room.loadNewer().catch(() => undefined);
    else if (AppState.currentState === 'active' && state.keptUnread === undefined) room.markRead();
  };
  if (snapshot.state === 'loading' || (timeline.length === 0 && snapshot.hasOlder)) {
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
      unreadFrom={state.keptUnread ?? unreadFrom}
      hasOlder={snapshot.hasOlder}
      names={names}
      target={state.target}
      canDelete={({ mine, by }) => mayDelete(snapshot, { mine, role: roleOf.get(by) })}
      actions={state.actions}
      selection={listSelection(state.selection)}
      onNewest={snapshot.hasNewer ? () => room.backToLatest() : undefined}
      onLoadOlder={() => void room.loadOlder().catch(() => undefined)}
      onAtEnd={read}
      onLeave={() => focusById(composerId)}
    />
  );
}

function WriteOrChoose(props: { state: ConversationState; me: Me; name: string; offline: boolean }) {
  const { selection, mover } = props.state;
  if (!selection.ids || !mover) return <RoomComposer {...props} />;
  const { items, end } = selection;
  return <SelectionBar count={items.length} onMove={() => mover.move(items)} onEnd={end} />;
}

function RoomComposer({
  state,
  me,
  name,
  offline,
}: {
  state: ConversationState;
  me: Me;
  name: string;
  offline: boolean;
}) {
  const { room, snapshot, mode, setMode, timeline } = state;
  const { enterSends, undoSeconds } = useSettings();
  const readOnly = useWritingBlock(snapshot);
  const { mentionsIn, whenSure, question } = useMassMention(snapshot, state.suggest);
  const completions = useNameable(snapshot);
  const send = (text: string) =>
    whenSure(text, (mentions) => {
      room.send(text, {
        holdMs: undoSeconds * 1_000,
        ...(mode.kind === 'reply' ? { replyTo: mode.id } : {}),
        ...(mentions.length > 0 ? { mentions } : {}),
      });
      room.stopTyping();
      state.readOn();
      setMode({ kind: 'write' });
    });
  const replyTo = mode.kind === 'reply' ? mode.id : undefined;
  const later = useSendLater({
    snapshot,
    me: me.id,
    done: () => {
      room.setDraft({ text: '' });
      setMode({ kind: 'write' });
      state.suggest('');
    },
  });
  const saveEdit = (text: string) => {
    if (mode.kind === 'edit' && text !== mode.item.body)
      room.edit(mode.id, text, { mentions: mentionsIn(text) });
    setMode({ kind: 'write' });
  };
  const keepDraft = (text: string) => {
    room.setDraft(mode.kind === 'reply' ? { text, replyTo: mode.id } : { text });
    if (!text) room.stopTyping();
  };
  const editLast = () => {
    const last = timeline.findLast(
      (item) => item.kind === 'message' && item.mine && !item.deleted && item.seq !== undefined,
    );
    if (last?.kind === 'message') state.edit(last);
  };
  return (
    <>
      <Composer
        roomName={name}
        mode={composerMode(mode)}
        draft={room.draft()?.text ?? ''}
        textMax={limits.bodyCodePointsMax}
        enterSends={enterSends}
        offline={offline}
        readOnly={readOnly}
        waitUntil={snapshot.nextSendAt}
        suggestion={state.suggestion}
        completions={completions}
        onDraft={keepDraft}
        onTyping={() => room.typing()}
        onSend={send}
        onLater={(text) =>
          whenSure(text, (mentions) => later.putOff({ room: room.id, text, replyTo, mentions }))
        }
        onSaveEdit={(_id, text) => saveEdit(text)}
        onCancelMode={() => {
          if (mode.kind === 'reply') room.setDraft({ text: room.draft()?.text ?? '' });
          setMode({ kind: 'write' });
        }}
        onEditLast={editLast}
      />
      {question}
      {later.question}
    </>
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
