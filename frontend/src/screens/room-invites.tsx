import type { Api, InviteView, RouteAnswer } from '@sup/protocol';
import type { RoomSnapshot } from '@sup/sdk';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { InviteDialog } from '../components/invites/invite-dialog';
import { useWords } from '../i18n';
import { type InviteChoice, inviteAsk, mayInviteGuests, rolesToGive } from '../model/invite';
import { useChatView } from '../stores/chat';
import { copyText } from '../ui';

type Made = RouteAnswer<Api['invites']['create']>;

/** Making and taking back the invitations of a room. */
export function RoomInvites({ snapshot, onDone }: { snapshot: RoomSnapshot; onDone: () => void }) {
  const { id: room, name } = snapshot;
  const { rest } = useClient();
  const { invites: words } = useWords();
  const notify = useChatView((view) => view.notify);
  const [active, setActive] = useState<readonly InviteView[]>();
  const [made, setMade] = useState<Made>();
  const [error, setError] = useState<string>();
  const read = useCallback(() => {
    rest.invites.list({ room }).then(
      ({ invites }) => setActive(invites),
      (reason: unknown) => setError(toRefusal(reason).text),
    );
  }, [rest, room]);
  useEffect(read, [read]);
  const make = useAsk(async (choice: InviteChoice) => {
    setMade(await rest.invites.create({ room, ...inviteAsk(choice) }));
    read();
  });
  const revoke = useAsk(async (id: string) => {
    const invite = active?.find((one) => one.id === id);
    if (!invite) return;
    await rest.invites.revoke({ room, invite: invite.id });
    if (made?.invite.id === id) setMade(undefined);
    notify(words.revoked);
    read();
  });
  return (
    <InviteDialog
      roomName={name}
      roles={rolesToGive(snapshot)}
      canInviteGuests={mayInviteGuests(snapshot)}
      made={made && { kind: made.invite.kind, code: made.code, link: made.link }}
      active={active}
      busy={make.busy || revoke.busy}
      error={make.refusal?.text ?? revoke.refusal?.text ?? error}
      onMake={make.run}
      onAnother={() => setMade(undefined)}
      onCopy={copyText}
      onRevoke={revoke.run}
      onClose={onDone}
    />
  );
}
