import type { MessageId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { AppState } from 'react-native';
import { useNames } from '../client/use-conversation';
import { ConversationSkeleton, PaneError } from '../components/conversation/conversation-states';
import { MessageList } from '../components/conversation/message-list';
import { ThreadHeader } from '../components/conversation/thread-header';
import { DetailsArea } from '../components/shell/details-area';
import { useWords } from '../i18n';
import { focusById, KeyboardRoom, useLayout } from '../ui';
import { DeleteQuestion, useCanDelete } from './deleting';
import type { RoomLayer } from './room-layers';
import type { Me } from './use-conversation-state';
import { listSelection } from './use-selection';
import { useThreadState } from './use-thread-state';
import { Writing } from './writing';

const fieldId = 'thread-composer';

export interface ThreadPaneProps {
  readonly room: Sdk.Room;
  readonly thread: MessageId;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly me: Me;
  readonly roomName: string;
  readonly offline: boolean;
  readonly onLayer: (layer: RoomLayer) => void;
}

/** A thread beside its conversation; on a phone in its place, where Back closes it. */
export function ThreadPane(props: ThreadPaneProps) {
  const words = useWords();
  const router = useRouter();
  const { mobile } = useLayout();
  // On a phone it was opened as a page of its own, unless its address was called.
  const close = () => (mobile && router.canGoBack() ? router.back() : router.setParams({ t: undefined }));
  const state = useThreadState(props);
  const { room, snapshot, me, offline } = props;
  const { thread, shown } = state;
  return (
    <DetailsArea label={words.thread.title}>
      <KeyboardRoom style={{ flex: 1, minWidth: 0 }}>
        <ThreadHeader
          roomName={props.roomName}
          following={shown.following}
          onFollow={() => thread.follow(!shown.following)}
          onClose={close}
        />
        <Replies {...props} state={state} />
        {shown.state === 'gone' ? null : (
          <Writing
            {...{ room, thread, snapshot, state, me, offline, fieldId }}
            name={words.thread.title}
            onAsk={() => props.onLayer({ kind: 'ask', thread: thread.id })}
          />
        )}
      </KeyboardRoom>
      <DeleteQuestion
        {...{ room, items: state.items, deleting: state.deleting }}
        onDone={() => state.setDeleting(undefined)}
      />
    </DetailsArea>
  );
}

type ThreadState = ReturnType<typeof useThreadState>;
type PartProps = ThreadPaneProps & { readonly state: ThreadState };

function Replies({ snapshot, roomName, me, state }: PartProps) {
  const words = useWords();
  const { thread, shown, timeline, actions, target } = state;
  const names = useNames(snapshot, me.person.handle);
  const canDelete = useCanDelete(snapshot);
  if (shown.state === 'gone') return <PaneError text={words.thread.gone} />;
  if (shown.state === 'loading') {
    if (!shown.loadFailure) return <ConversationSkeleton />;
    return <PaneError text={shown.loadFailure.text} onRetry={() => void thread.loadOlder()} />;
  }
  const read = () => {
    if (shown.hasNewer) void thread.loadNewer();
    else if (AppState.currentState === 'active' && state.keptUnread === undefined) thread.markRead();
  };
  return (
    <MessageList
      roomId={thread.id}
      roomName={words.thread.in(roomName)}
      group={snapshot.kind !== 'direct'}
      timeline={timeline}
      unreadFrom={state.keptUnread}
      hasOlder={shown.hasOlder}
      names={names}
      target={target}
      canDelete={canDelete}
      actions={actions}
      selection={listSelection(state.selection)}
      onNewest={shown.hasNewer ? () => thread.backToLatest() : undefined}
      onLoadOlder={() => void thread.loadOlder()}
      onAtEnd={read}
      onLeave={() => focusById(fieldId)}
    />
  );
}
