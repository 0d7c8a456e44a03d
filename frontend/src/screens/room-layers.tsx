import type { MessageId, UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { lazy, Suspense, useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import type { StoredItem } from '../client/use-message-actions';
import { usePersonSearch } from '../client/use-person-search';
import { ConfirmDialog } from '../components/confirm-dialog';
import { NotificationsDialog } from '../components/people/notifications-dialog';
import { PersonPicker } from '../components/people/person-picker';
import { RoomEditDialog, type RoomTexts } from '../components/people/room-edit-dialog';
import { useWords } from '../i18n';
import type { Person } from '../model/types';
import { useChatView } from '../stores/chat';
import { DirectDisappear } from './keeping-questions';
import { RoomBans } from './room-bans';
import { RoomFolders } from './room-folders';
import { RoomForward } from './room-forward';
import { RoomKeeps } from './room-keeps';
import { RoomMark } from './room-mark';
import { RoomMessageInfo } from './room-message-info';
import { RoomPerson } from './room-person';
import { RoomRemind } from './room-remind';
import { RoomSettings } from './room-settings';
import { RoomVersions } from './room-versions';
import { RoomWhy } from './room-why';

const SpaceAdd = lazy(() => import('./space-add').then((module) => ({ default: module.SpaceAdd })));
const SpaceLeave = lazy(() => import('./space-leave').then((module) => ({ default: module.SpaceLeave })));
const SpaceSettings = lazy(() =>
  import('./space-settings').then((module) => ({ default: module.SpaceSettings })),
);
const NewPoll = lazy(() => import('./room-poll').then((module) => ({ default: module.NewPoll })));
const ClosePoll = lazy(() => import('./room-poll').then((module) => ({ default: module.ClosePoll })));
const PollVoters = lazy(() => import('./room-poll').then((module) => ({ default: module.PollVoters })));
const RoomMove = lazy(() => import('./room-move').then((module) => ({ default: module.RoomMove })));
// Draws QR codes, which most never need.
const RoomInvites = lazy(() => import('./room-invites').then((module) => ({ default: module.RoomInvites })));
const RoomIntegrations = lazy(() =>
  import('./room-integrations').then((module) => ({ default: module.RoomIntegrations })),
);
const RoomRequests = lazy(() =>
  import('./room-requests').then((module) => ({ default: module.RoomRequests })),
);

/** What is open above a room. */
export type RoomLayer =
  | { readonly kind: 'add' | 'invite' | 'requests' | 'edit' | 'leave' | 'notifications' | 'folders' }
  | { readonly kind: 'settings' | 'bans' | 'keeps' | 'integrations' | 'arrange' }
  | { readonly kind: 'mark' | 'forward' | 'voters' | 'close-poll'; readonly item: StoredItem }
  | { readonly kind: 'ask'; readonly thread?: MessageId }
  | {
      readonly kind: 'move';
      readonly messages: readonly MessageId[];
      readonly thread?: MessageId;
      readonly onMoved: () => void;
    }
  | { readonly kind: 'why' | 'remind'; readonly message: MessageId }
  | { readonly kind: 'versions'; readonly item: StoredItem }
  | { readonly kind: 'info'; readonly message: MessageId; readonly sentAt: number }
  | { readonly kind: 'person'; readonly id: UserId };

export interface RoomLayersProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly myId: UserId;
  readonly layer: RoomLayer;
  readonly onLayer: (layer: RoomLayer) => void;
  readonly onDone: () => void;
}

/** The dialogs of a room: its texts, its members, what it may tell, and leaving it. */
export function RoomLayers(props: RoomLayersProps) {
  const isOther = props.snapshot.kind === 'space' && isOfSpaces(props.layer);
  return isOther ? <SpaceLayer {...props} /> : <ChatLayers {...props} />;
}

function ChatLayers(props: RoomLayersProps) {
  const { layer, room, onDone } = props;
  if (layer.kind === 'person') return <RoomPerson {...props} id={layer.id} />;
  if (layer.kind === 'add') return <AddMembers {...props} />;
  if (layer.kind === 'invite') return <Invite {...props} />;
  if (layer.kind === 'requests') return <Requests {...props} />;
  if (layer.kind === 'integrations') return <Integrations {...props} />;
  if (layer.kind === 'settings' && props.snapshot.kind === 'direct') return <DirectDisappear {...props} />;
  if (layer.kind === 'settings') return <RoomSettings {...props} />;
  if (layer.kind === 'bans') return <RoomBans {...props} />;
  if (layer.kind === 'edit') return <EditTexts {...props} />;
  if (layer.kind === 'leave') return <Leave {...props} />;
  if (layer.kind === 'folders') return <RoomFolders room={room.id} onClose={onDone} />;
  if (layer.kind === 'keeps') return <RoomKeeps {...props} />;
  if (layer.kind === 'ask' || 'item' in layer) return <ItemLayer {...props} layer={layer} />;
  if (layer.kind === 'info')
    return <RoomMessageInfo {...{ room }} message={layer.message} sentAt={layer.sentAt} onClose={onDone} />;
  if (layer.kind === 'move') return <Move {...props} layer={layer} />;
  if (layer.kind === 'why') {
    const toSettings = () => props.onLayer({ kind: 'notifications' });
    return <RoomWhy room={room} message={layer.message} onSettings={toSettings} onClose={onDone} />;
  }
  if (layer.kind === 'remind') return <RoomRemind room={room.id} message={layer.message} onClose={onDone} />;
  return <Notifications {...props} />;
}

/** What is asked otherwise of a space than of a chat. */
const isOfSpaces = ({ kind }: RoomLayer) => kind === 'settings' || kind === 'leave' || kind === 'arrange';

function SpaceLayer(props: RoomLayersProps) {
  const { kind } = props.layer;
  return (
    <Suspense>
      {kind === 'settings' ? <SpaceSettings {...props} /> : null}
      {kind === 'leave' ? <SpaceLeave {...props} /> : null}
      {kind === 'arrange' ? <SpaceAdd space={props.room.id} onDone={props.onDone} /> : null}
    </Suspense>
  );
}

type MoveProps = RoomLayersProps & { readonly layer: Extract<RoomLayer, { kind: 'move' }> };

function Move({ room, snapshot, layer, onDone }: MoveProps) {
  const moved = () => {
    onDone();
    layer.onMoved();
  };
  const { messages, thread } = layer;
  return (
    <Suspense>
      <RoomMove {...{ room, snapshot, messages, thread }} onMoved={moved} onClose={onDone} />
    </Suspense>
  );
}

function Notifications({ room, snapshot, onDone }: RoomLayersProps) {
  const { levels } = useWatched(useClient().settings);
  // A space tells nothing, and offers no choice of what to tell.
  if (snapshot.kind === 'space') return null;
  return (
    <NotificationsDialog
      level={snapshot.ownLevel}
      usual={levels[snapshot.kind]}
      mute={snapshot.mute}
      onSave={({ level, mute }) => {
        room.setLevel(level);
        room.setMute(mute);
        onDone();
      }}
      onClose={onDone}
    />
  );
}

type LayerOfItem = Extract<RoomLayer, { readonly kind: 'ask' } | { readonly item: StoredItem }>;

/** What is asked or shown of one message, or of one that is to be. */
function ItemLayer({ layer, ...props }: RoomLayersProps & { layer: LayerOfItem }) {
  if (layer.kind === 'ask')
    return (
      <Suspense>
        <NewPoll {...props} thread={layer.thread} />
      </Suspense>
    );
  const { kind, item } = layer;
  if (kind === 'mark') return <RoomMark {...props} item={item} />;
  if (kind === 'forward') return <RoomForward {...props} item={item} />;
  if (kind === 'versions') return <RoomVersions room={props.room} item={item} onClose={props.onDone} />;
  return (
    <Suspense>
      {kind === 'close-poll' ? <ClosePoll {...props} message={item.id} /> : null}
      {kind === 'voters' && item.poll ? <PollVoters {...props} message={item.id} poll={item.poll} /> : null}
    </Suspense>
  );
}

function Invite({ snapshot, onDone }: RoomLayersProps) {
  return (
    <Suspense>
      <RoomInvites snapshot={snapshot} onDone={onDone} />
    </Suspense>
  );
}

function Integrations({ room, onDone }: RoomLayersProps) {
  return (
    <Suspense>
      <RoomIntegrations room={room.id} onDone={onDone} />
    </Suspense>
  );
}

function Requests({ room, snapshot, onDone }: RoomLayersProps) {
  return (
    <Suspense>
      <RoomRequests room={room} snapshot={snapshot} onDone={onDone} />
    </Suspense>
  );
}

function EditTexts({ room, snapshot, onDone }: RoomLayersProps) {
  const topic = snapshot.topic ?? '';
  const save = useAsk(async (texts: RoomTexts) => {
    await room.change({
      ...(texts.name === snapshot.name ? {} : { name: texts.name }),
      ...(texts.topic === topic ? {} : { topic: texts.topic }),
    });
    onDone();
  });
  return (
    <RoomEditDialog
      of={snapshot.kind === 'direct' ? 'group' : snapshot.kind}
      name={snapshot.name}
      topic={topic}
      busy={save.busy}
      error={save.refusal?.text}
      onSave={save.run}
      onClose={onDone}
    />
  );
}

function Leave({ room, snapshot, onDone }: RoomLayersProps) {
  const { details } = useWords();
  const router = useRouter();
  const notify = useChatView((view) => view.notify);
  const leave = () => {
    onDone();
    room.leave().then(
      () => router.replace('/'),
      (error: unknown) => notify(toRefusal(error).text),
    );
  };
  return (
    <ConfirmDialog
      title={details.leaveTitle(snapshot.name)}
      body={details.leaveBody}
      action={snapshot.kind === 'channel' ? details.leaveChannel : details.leave}
      onConfirm={leave}
      onClose={onDone}
    />
  );
}

function AddMembers({ room, snapshot, onDone }: RoomLayersProps) {
  const { details } = useWords();
  const [query, setQuery] = useState('');
  const search = usePersonSearch(query);
  const add = useAsk(async (person: Person) => {
    const user = search.users.find(({ id }) => id === person.id);
    if (user) await room.addMember(user.id);
    await room.loadMembers();
    onDone();
  });
  const inside = new Set<string>((snapshot.members ?? []).map(({ user }) => user.id));
  return (
    <PersonPicker
      title={details.addMembers}
      query={query}
      people={search.people.filter(({ id }) => !inside.has(id))}
      searched={search.searched}
      error={add.refusal?.text ?? search.error}
      onQuery={setQuery}
      onPick={add.run}
      onClose={onDone}
    />
  );
}
