import type { UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { usePersonSearch } from '../client/use-person-search';
import { ConfirmDialog } from '../components/confirm-dialog';
import { AddMembersDialog } from '../components/people/add-members-dialog';
import { DetailsPane } from '../components/people/details-pane';
import { ProfileCard } from '../components/people/profile-card';
import { RenameDialog } from '../components/people/rename-dialog';
import { DetailsArea } from '../components/shell/details-area';
import { useWords } from '../i18n';
import type { Member, Person, RoomSummary } from '../model/types';
import { useChatView } from '../stores/chat';

export interface RoomDetailsProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly summary: RoomSummary;
  readonly members: readonly Member[];
  readonly myId: UserId;
  readonly onClose: () => void;
}

type Layer =
  | { readonly kind: 'add' | 'rename' | 'leave' }
  | { readonly kind: 'person'; readonly person: Person };

/** What a room is and who is in it, with what I may do about it. */
export function RoomDetails(props: RoomDetailsProps) {
  const { room, snapshot, summary, members, myId } = props;
  const [layer, setLayer] = useState<Layer>();
  const words = useWords();
  const owner = snapshot.myRole === 'owner';
  const topic = snapshot.topic;
  return (
    <DetailsArea label={words.details.title}>
      <DetailsPane
        room={{ ...summary, ...(topic === undefined ? {} : { topic }) }}
        members={members}
        myId={myId}
        canAdd
        canRename={owner && snapshot.kind !== 'direct'}
        onClose={props.onClose}
        onPerson={(person) => setLayer({ kind: 'person', person })}
        onAdd={() => setLayer({ kind: 'add' })}
        onRename={() => setLayer({ kind: 'rename' })}
        onMute={(muted) => room.setMute(muted ? { level: 'nothing' } : undefined)}
        onLeave={() => setLayer({ kind: 'leave' })}
      />
      {layer ? <DetailsLayer {...props} layer={layer} onDone={() => setLayer(undefined)} /> : null}
    </DetailsArea>
  );
}

function DetailsLayer(props: RoomDetailsProps & { layer: Layer; onDone: () => void }) {
  const { layer, onDone, room, summary } = props;
  const { details } = useWords();
  const router = useRouter();
  const notify = useChatView((view) => view.notify);
  const rename = useAsk(async (name: string) => {
    await room.change({ name });
    onDone();
  });
  const leave = () => {
    onDone();
    room.leave().then(
      () => router.navigate('/'),
      (error: unknown) => notify(error instanceof Error ? error.message : String(error)),
    );
  };
  if (layer.kind === 'person') return <Profile {...props} person={layer.person} />;
  if (layer.kind === 'add') return <AddMembers {...props} />;
  if (layer.kind === 'rename') {
    return (
      <RenameDialog
        name={summary.name}
        busy={rename.busy}
        error={rename.refusal?.text}
        onSave={rename.run}
        onClose={onDone}
      />
    );
  }
  return (
    <ConfirmDialog
      title={details.leaveTitle(summary.name)}
      body={details.leaveBody}
      action={details.leave}
      onConfirm={leave}
      onClose={onDone}
    />
  );
}

function AddMembers({ room, members, onDone }: RoomDetailsProps & { onDone: () => void }) {
  const [query, setQuery] = useState('');
  const search = usePersonSearch(query);
  const add = useAsk(async (person: Person) => {
    const user = search.users.find(({ id }) => id === person.id);
    if (user) await room.addMember(user.id);
    await room.loadMembers();
    onDone();
  });
  const inside = new Set(members.map(({ id }) => id));
  return (
    <AddMembersDialog
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

function Profile({
  person,
  myId,
  snapshot,
  onDone,
}: RoomDetailsProps & { person: Person; onDone: () => void }) {
  const router = useRouter();
  const { rooms } = useClient();
  const member = snapshot.members?.find(({ user }) => user.id === person.id);
  const write = useAsk(async () => {
    if (!member) return;
    const room = await rooms.openDirect(member.user.id);
    onDone();
    router.navigate(`/r/${room.id}`);
  });
  return (
    <ProfileCard
      person={person}
      me={person.id === myId}
      onMessage={() => write.run(undefined)}
      onClose={onDone}
    />
  );
}
