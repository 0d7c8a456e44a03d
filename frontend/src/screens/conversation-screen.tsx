import type { MessageId, RoomId } from '@sup/protocol';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { lazy, Suspense } from 'react';
import { AppState, View } from 'react-native';
import { useClose } from '../client/use-close';
import { useConnection } from '../client/use-connection';
import { useMembers, useNames, useUnreadFrom } from '../client/use-conversation';
import { useMe } from '../client/use-me';
import { roomSummaryOf } from '../client/view-models';
import { composerId } from '../components/conversation/composer';
import { ConnectionBanner } from '../components/conversation/connection-banner';
import { ConversationHeader } from '../components/conversation/conversation-header';
import { ConversationSkeleton, EmptyChat, PaneError } from '../components/conversation/conversation-states';
import { GuestBanner } from '../components/conversation/guest-banner';
import { MessageList } from '../components/conversation/message-list';
import { TypingRow } from '../components/conversation/typing-row';
import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';
import { focusById, KeyboardRoom, useLayout } from '../ui';
import { DeleteQuestion, useCanDelete } from './deleting';
import { RoomEnding } from './room-ending';
import { RoomPins } from './room-pins';
import { type ConversationState, type Me, useConversationState } from './use-conversation-state';
import { listSelection } from './use-selection';
import { Writing } from './writing';

// The first message needs none of them.
const ThreadPane = lazy(() => import('./thread-pane').then((module) => ({ default: module.ThreadPane })));
const SpaceBody = lazy(() => import('./space-body').then((module) => ({ default: module.SpaceBody })));
const RoomDetails = lazy(() => import('./room-details').then((module) => ({ default: module.RoomDetails })));
const RoomLayers = lazy(() => import('./room-layers').then((module) => ({ default: module.RoomLayers })));

/** The conversation of the address; each room has its own state. */
export function ConversationScreen() {
  const { room, t } = useLocalSearchParams<{ room: RoomId; t?: MessageId }>();
  const me = useMe();
  return me ? <Conversation key={room} id={room} thread={t || undefined} me={me} /> : null;
}

function Conversation({ id, thread, me }: { id: RoomId; thread: MessageId | undefined; me: Me }) {
  const state = useConversationState(id, me, thread);
  const { snapshot, people, room, layer, setLayer } = state;
  const words = useWords();
  const back = useClose();
  const router = useRouter();
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
        <GuestBanner until={me.person.guestUntil} onKeep={() => router.push('/settings/account')} />
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
        <RoomEnding {...{ room, snapshot }} />
        {snapshot.kind === 'space' ? (
          <Suspense>
            <SpaceBody snapshot={snapshot} onAdd={() => setLayer({ kind: 'arrange' })} />
          </Suspense>
        ) : (
          <>
            <RoomPins {...{ room, people }} myId={me.id} onAll={() => setLayer({ kind: 'keeps' })} />
            <ConversationBody state={state} name={summary.name} handle={me.person.handle} />
            <TypingRow names={summary.typing} />
            <Writing
              {...{ room, snapshot, state, me }}
              name={summary.name}
              offline={connection.status === 'offline'}
              onAsk={() => setLayer({ kind: 'ask' })}
              askLeave={() => setLayer({ kind: 'leave' })}
            />
          </>
        )}
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
      <DeleteQuestion
        {...{ room, items: snapshot.items, deleting: state.deleting }}
        onDone={() => state.setDeleting(undefined)}
      />
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
  const canDelete = useCanDelete(snapshot);
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
      canDelete={canDelete}
      actions={state.actions}
      selection={listSelection(state.selection)}
      onNewest={snapshot.hasNewer ? () => room.backToLatest() : undefined}
      onLoadOlder={() => void room.loadOlder().catch(() => undefined)}
      onAtEnd={read}
      onLeave={() => focusById(composerId)}
    />
  );
}
