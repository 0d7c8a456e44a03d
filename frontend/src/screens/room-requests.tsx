import type { Room, RoomSnapshot } from '@sup/sdk';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useJoinRequests } from '../client/use-join-requests';
import { RequestsDialog } from '../components/invites/requests-dialog';
import { mayChangeAsking } from '../model/invite';

/** Letting people into a channel that asks, and whether it asks. */
export function RoomRequests(props: { room: Room; snapshot: RoomSnapshot; onDone: () => void }) {
  const { room, snapshot, onDone } = props;
  const { rest } = useClient();
  const { requests, error, read } = useJoinRequests(room.id, true);
  const decide = useAsk(async ({ user: id, approve }: { user: string; approve: boolean }) => {
    const request = requests?.find(({ user }) => user.id === id);
    if (!request) return;
    await rest.invites.decide({ room: room.id, user: request.user.id, approve }).finally(read);
  });
  const change = useAsk((asks: boolean) => room.moderation.set({ asks }));
  const on = snapshot.settings?.asks ?? false;
  return (
    <RequestsDialog
      {...(mayChangeAsking(snapshot) ? { asks: { on, onChange: change.run } } : {})}
      requests={requests}
      busy={decide.busy}
      error={decide.refusal?.text ?? change.refusal?.text ?? error}
      onDecide={decide.run}
      onClose={onDone}
    />
  );
}
