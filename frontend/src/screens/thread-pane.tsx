import type { MessageId } from '@sup/protocol';
import { limits, parseMarkup, plainText } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { AppState } from 'react-native';
import { useNames } from '../client/use-conversation';
import { itemOf } from '../client/use-message-actions';
import { useNameable } from '../client/use-nameable';
import { useWritingBlock } from '../client/use-writing-block';
import { ConfirmDialog } from '../components/confirm-dialog';
import { Composer } from '../components/conversation/composer';
import type { ComposerMode } from '../components/conversation/composer-mode';
import { ConversationSkeleton, PaneError } from '../components/conversation/conversation-states';
import { MessageList } from '../components/conversation/message-list';
import { SelectionBar } from '../components/conversation/selection-bar';
import { ThreadHeader } from '../components/conversation/thread-header';
import { DetailsArea } from '../components/shell/details-area';
import { useWords } from '../i18n';
import { mentionedIn } from '../model/mentioned';
import type { MessageItem } from '../model/types';
import { useSettings } from '../stores/settings';
import { focusById, KeyboardRoom, useLayout } from '../ui';
import type { RoomLayer } from './room-layers';
import type { Me, Mode } from './use-conversation-state';
import { listSelection } from './use-selection';
import { useSendLater } from './use-send-later';
import { useThreadState } from './use-thread-state';

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
        {shown.state === 'gone' ? null : <WriteOrChoose {...props} state={state} />}
      </KeyboardRoom>
      <DeleteQuestion {...props} state={state} />
    </DetailsArea>
  );
}

type ThreadState = ReturnType<typeof useThreadState>;
type PartProps = ThreadPaneProps & { readonly state: ThreadState };

function Replies({ snapshot, roomName, me, state }: PartProps) {
  const words = useWords();
  const { thread, shown, timeline, actions, target } = state;
  const names = useNames(snapshot, me.person.handle);
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
      canDelete={(item) => item.mine || snapshot.myRole === 'owner'}
      actions={actions}
      selection={listSelection(state.selection)}
      onNewest={shown.hasNewer ? () => thread.backToLatest() : undefined}
      onLoadOlder={() => void thread.loadOlder()}
      onAtEnd={read}
      onLeave={() => focusById(fieldId)}
    />
  );
}

function composerMode(mode: Mode): ComposerMode {
  if (mode.kind === 'write') return mode;
  if (mode.kind === 'reply')
    return { kind: 'reply', name: mode.item.byName, text: plainText(parseMarkup(mode.item.body)) };
  return { kind: 'edit', id: mode.id, body: mode.item.body, text: mode.text };
}

function WriteOrChoose(props: PartProps) {
  const { selection, mover } = props.state;
  if (!selection.ids || !mover) return <ThreadComposer {...props} />;
  const { items, end } = selection;
  return <SelectionBar count={items.length} onMove={() => mover.move(items)} onEnd={end} />;
}

function ThreadComposer({ room, snapshot, me, offline, state }: PartProps) {
  const words = useWords();
  const { thread, mode, setMode, timeline } = state;
  const readOnly = useWritingBlock(snapshot);
  const { enterSends, undoSeconds } = useSettings();
  const completions = useNameable(snapshot);
  const { members, peer } = snapshot;
  const mentionsIn = (text: string) =>
    mentionedIn(text, [...(members ?? []).map(({ user }) => user), ...(peer ? [peer] : [])]);
  const send = (text: string) => {
    const mentions = mentionsIn(text);
    thread.send(text, {
      holdMs: undoSeconds * 1_000,
      ...(mode.kind === 'reply' ? { replyTo: mode.id } : {}),
      ...(mentions.length > 0 ? { mentions } : {}),
    });
    state.readOn();
    setMode({ kind: 'write' });
  };
  const later = useSendLater({
    snapshot,
    me: me.id,
    done: () => {
      thread.setDraft({ text: '' });
      setMode({ kind: 'write' });
      state.suggest('');
    },
  });
  const putOff = (text: string) =>
    later.putOff({
      room: room.id,
      text,
      thread: thread.id,
      replyTo: mode.kind === 'reply' ? mode.id : undefined,
      mentions: mentionsIn(text),
    });
  const saveEdit = (text: string) => {
    if (mode.kind === 'edit' && text !== mode.item.body)
      room.edit(mode.id, text, { mentions: mentionsIn(text) });
    setMode({ kind: 'write' });
  };
  const editLast = () => {
    const last = timeline.findLast(
      (item): item is MessageItem =>
        item.kind === 'message' && item.mine && !item.deleted && item.seq !== undefined,
    );
    if (last) state.edit(last);
  };
  return (
    <>
      <Composer
        suggestion={state.suggestion}
        onLater={putOff}
        roomName={words.thread.title}
        fieldId={fieldId}
        mode={composerMode(mode)}
        draft={thread.draft()?.text ?? ''}
        textMax={limits.bodyCodePointsMax}
        enterSends={enterSends}
        offline={offline}
        readOnly={readOnly}
        waitUntil={snapshot.nextSendAt}
        completions={completions}
        onDraft={(text) => thread.setDraft(mode.kind === 'reply' ? { text, replyTo: mode.id } : { text })}
        onTyping={() => undefined}
        onSend={send}
        onSaveEdit={(_id, text) => saveEdit(text)}
        onCancelMode={() => setMode({ kind: 'write' })}
        onEditLast={editLast}
      />
      {later.question}
    </>
  );
}

function DeleteQuestion({ room, state }: PartProps) {
  const { message } = useWords();
  const { deleting, setDeleting, items } = state;
  if (!deleting) return null;
  return (
    <ConfirmDialog
      title={message.deleteTitle}
      body={message.deleteBody}
      action={message.delete}
      onClose={() => setDeleting(undefined)}
      onConfirm={() => {
        const id = itemOf(items, deleting)?.id;
        if (id) room.delete(id);
        setDeleting(undefined);
      }}
    />
  );
}
