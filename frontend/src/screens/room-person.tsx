import type { Role, UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useRouter } from 'expo-router';
import { useEffect, useMemo, useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useBlocked } from '../client/use-blocked';
import { useMe } from '../client/use-me';
import { usePeople } from '../client/use-people';
import { personOf } from '../client/view-models';
import { ProfileCard } from '../components/people/profile-card';
import { useWords } from '../i18n';
import { actsUpon } from '../model/rights';
import { useChatView } from '../stores/chat';
import { type PersonQuestion, RoomPersonQuestion } from './room-person-question';

export interface RoomPersonProps {
  readonly id: UserId;
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly myId: UserId;
  readonly onDone: () => void;
}

/** Someone of a room: who they are, and what I may do about them. */
export function RoomPerson({ id, room, snapshot, myId, onDone }: RoomPersonProps) {
  const { details, moderation } = useWords();
  const router = useRouter();
  const { rooms, presence } = useClient();
  const people = usePeople();
  const blocked = useBlocked();
  const me = useMe();
  const notify = useChatView((view) => view.notify);
  const [asking, setAsking] = useState<PersonQuestion>();
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
  const of = snapshot.kind === 'space' ? 'space' : 'chat';
  const role: Role = member?.role ?? 'member';
  const acts = member && id !== myId ? actsUpon(snapshot, role) : undefined;
  if (asking) {
    return (
      <RoomPersonQuestion
        question={asking}
        {...{ id, name, role, room, change }}
        roomName={snapshot.name}
        of={of}
        roles={acts?.roles ?? []}
        onBlock={() => setBlocked(true)}
        onClose={() => setAsking(undefined)}
      />
    );
  }
  const unmute = () => change.run({ run: () => room.moderation.unmute(id), said: moderation.unmuted(name) });
  return (
    <ProfileCard
      person={personOf(user, people.presence(id))}
      me={id === myId}
      blocked={blocked.users?.some((entry) => entry.id === id)}
      error={change.refusal?.text ?? write.refusal?.text ?? blocked.error}
      member={
        acts && member
          ? {
              of,
              role,
              canChangeRole: acts.roles.length > 0 && !user.guest,
              canTransfer: acts.transfer && !user.guest,
              canMute: acts.mute,
              canRemove: acts.remove,
              canBan: acts.ban,
              muted: (member.mutedUntil ?? 0) > Date.now(),
              onAsk: setAsking,
              onUnmute: unmute,
            }
          : undefined
      }
      onMessage={user.guest || me?.person.guestUntil ? undefined : () => write.run(undefined)}
      onBlock={(on) => (on ? setAsking('block') : setBlocked(false))}
      onClose={onDone}
    />
  );
}
