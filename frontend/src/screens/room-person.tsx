import type { Role, UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { useEffect, useMemo, useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useBlocked } from '../client/use-blocked';
import { usePeople } from '../client/use-people';
import { personOf } from '../client/view-models';
import { ConfirmDialog } from '../components/confirm-dialog';
import { ProfileCard } from '../components/people/profile-card';
import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';

export interface RoomPersonProps {
  readonly id: UserId;
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly myId: UserId;
  readonly onDone: () => void;
}

/** Someone of a room: who they are, and what I may do about them. */
export function RoomPerson({ id, room, snapshot, myId, onDone }: RoomPersonProps) {
  const { details } = useWords();
  const router = useRouter();
  const { rooms, presence } = useClient();
  const people = usePeople();
  const blocked = useBlocked();
  const notify = useChatView((view) => view.notify);
  const [asking, setAsking] = useState<'block' | 'remove'>();
  const watched = useMemo(() => [id], [id]);
  useEffect(() => presence.watch(watched), [presence, watched]);
  const user = people.user(id);
  const member = snapshot.members?.find((entry) => entry.user.id === id);
  const write = useAsk(async () => {
    const direct = await rooms.openDirect(id);
    onDone();
    router.push(`/r/${direct.id}`);
  });
  const name = user?.name ?? '';
  const change = useAsk(async (act: { readonly run: () => Promise<void>; readonly said: string }) => {
    await act.run();
    notify(act.said);
    onDone();
  });
  if (!user) return null;
  const setBlocked = (on: boolean) =>
    change.run({
      run: () => blocked.setBlocked(id, on),
      said: on ? details.blocked(name) : details.unblocked(name),
    });
  const setRole = (role: Role) =>
    change.run({
      run: () => room.addMember(id, role),
      said: role === 'owner' ? details.madeOwner(name) : details.madeMember(name),
    });
  const mayManage =
    snapshot.myRole === 'owner' && snapshot.kind !== 'direct' && member !== undefined && id !== myId;
  if (asking) {
    const remove = asking === 'remove';
    return (
      <ConfirmDialog
        title={remove ? details.removeTitle(name) : details.blockTitle(name)}
        body={remove ? details.removeBody(snapshot.name) : details.blockBody}
        action={remove ? details.remove : details.block}
        onConfirm={() => {
          setAsking(undefined);
          if (remove) change.run({ run: () => room.removeMember(id), said: details.removed(name) });
          else setBlocked(true);
        }}
        onClose={() => setAsking(undefined)}
      />
    );
  }
  return (
    <ProfileCard
      person={personOf(user, people.presence(id))}
      me={id === myId}
      blocked={blocked.users?.some((entry) => entry.id === id)}
      error={change.refusal?.text ?? write.refusal?.text ?? blocked.error}
      member={
        mayManage
          ? {
              owner: member.role === 'owner',
              onOwner: (owner) => setRole(owner ? 'owner' : 'member'),
              onRemove: () => setAsking('remove'),
            }
          : undefined
      }
      onMessage={() => write.run(undefined)}
      onBlock={(on) => (on ? setAsking('block') : setBlocked(false))}
      onClose={onDone}
    />
  );
}
