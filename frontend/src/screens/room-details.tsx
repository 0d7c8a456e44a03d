import type { UserId } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { levelNow } from '@sup/sdk';
import { useJoinRequests } from '../client/use-join-requests';
import { useTimeContext } from '../components/clock';
import { DetailsPane } from '../components/people/details-pane';
import { DetailsArea } from '../components/shell/details-area';
import { type Catalog, useWords } from '../i18n';
import { mayInvite, mayInviteGuests, seesRequests } from '../model/invite';
import { may } from '../model/rights';
import { untilTime } from '../model/time';
import type { Member, RoomSummary } from '../model/types';
import { useBackCloses } from '../ui';
import type { RoomLayer } from './room-layers';
import { RoomPlace } from './room-place';

export interface RoomDetailsProps {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  readonly summary: RoomSummary;
  readonly members: readonly Member[];
  readonly myId: UserId;
  readonly onLayer: (layer: RoomLayer) => void;
  readonly onClose: () => void;
}

/** What the chat may tell me now, and until when. */
function useNotifications(snapshot: Sdk.RoomSnapshot): string {
  const { details } = useWords();
  const context = useTimeContext();
  const { mute } = snapshot;
  const level = levelNow(snapshot, context.now);
  if (level === snapshot.level || mute?.until === undefined) return details.levels[level];
  return details.until(details.levels[level], untilTime(mute.until, context));
}

/** In words, where it can be set here or is on. */
function disappearingIn(
  { kind, settings }: Sdk.RoomSnapshot,
  words: Catalog['lifecycle'],
): string | undefined {
  const seconds = settings.disappearAfterSeconds ?? 0;
  if (seconds > 0) return words.disappearAfter(seconds);
  return kind === 'direct' ? words.disappearOff : undefined;
}

/** What there is about a room in which something is said. */
function doorsOfChats({ room, snapshot, onLayer }: RoomDetailsProps) {
  return {
    onKeeps: () => onLayer({ kind: 'keeps' }),
    onNotifications: () => onLayer({ kind: 'notifications' }),
    place: <RoomPlace room={room} snapshot={snapshot} onFolders={() => onLayer({ kind: 'folders' })} />,
    ...(may(snapshot, 'change-room') && { onIntegrations: () => onLayer({ kind: 'integrations' }) }),
  };
}

/** What a room is and who is in it. On a phone it covers the conversation, and Back closes it. */
export function RoomDetails(props: RoomDetailsProps) {
  const { snapshot, summary, members, myId, onLayer, onClose } = props;
  const words = useWords();
  const { topic, createdAt } = snapshot;
  const notifications = useNotifications(snapshot);
  const disappearing = disappearingIn(snapshot, words.lifecycle);
  const { requests } = useJoinRequests(snapshot.id, seesRequests(snapshot));
  useBackCloses(onClose);
  const idOf = (id: string) =>
    snapshot.members?.find(({ user }) => user.id === id)?.user.id ?? snapshot.peer?.id;
  return (
    <DetailsArea label={words.details.title}>
      <DetailsPane
        room={{ ...summary, createdAt, notifications, ...(topic === undefined ? {} : { topic }) }}
        members={members}
        myId={myId}
        canAdd={may(snapshot, 'add-member')}
        {...(mayInvite(snapshot) || mayInviteGuests(snapshot)
          ? { onInvite: () => onLayer({ kind: 'invite' }) }
          : {})}
        {...(seesRequests(snapshot)
          ? { requests: { count: requests?.length ?? 0, onOpen: () => onLayer({ kind: 'requests' }) } }
          : {})}
        canEdit={may(snapshot, 'change-room')}
        {...(snapshot.kind === 'space' ? {} : doorsOfChats(props))}
        {...(snapshot.kind === 'direct' ? {} : { onSettings: () => onLayer({ kind: 'settings' }) })}
        {...(disappearing === undefined
          ? {}
          : { disappearing: { after: disappearing, onOpen: () => onLayer({ kind: 'settings' }) } })}
        {...(may(snapshot, 'ban') ? { onBans: () => onLayer({ kind: 'bans' }) } : {})}
        onClose={onClose}
        onPerson={(person) => {
          const id = idOf(person.id);
          if (id) onLayer({ kind: 'person', id });
        }}
        onAdd={() => onLayer({ kind: 'add' })}
        onEdit={() => onLayer({ kind: 'edit' })}
        {...(snapshot.deletesAt === undefined ? { onLeave: () => onLayer({ kind: 'leave' }) } : {})}
      />
    </DetailsArea>
  );
}
