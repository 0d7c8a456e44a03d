import type { BanView } from '@sup/protocol';
import type * as Sdk from '@sup/sdk';
import { useEffect, useState } from 'react';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { personOf } from '../client/view-models';
import { BansDialog } from '../components/moderation/bans-dialog';
import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';

/** Who is banned from a chat, for those who may ban. */
export function RoomBans({ room, onDone }: { readonly room: Sdk.Room; readonly onDone: () => void }) {
  const { moderation } = useWords();
  const notify = useChatView((view) => view.notify);
  const [bans, setBans] = useState<readonly BanView[]>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let isOver = false;
    room.moderation.bans().then(
      (found) => {
        if (!isOver) setBans(found);
      },
      (error: unknown) => {
        if (!isOver) setFailure(toRefusal(error).text);
      },
    );
    return () => {
      isOver = true;
    };
  }, [room]);
  const unban = useAsk(async ({ user }: BanView) => {
    await room.moderation.unban(user.id);
    setBans((before) => before?.filter((ban) => ban.user.id !== user.id));
    notify(moderation.unbanned(user.name));
  });
  return (
    <BansDialog
      bans={bans?.map(({ user, until, reason }) => ({ person: personOf(user, undefined), until, reason }))}
      error={failure ?? unban.refusal?.text}
      onUnban={(id) => {
        const ban = bans?.find(({ user }) => user.id === id);
        if (ban) unban.run(ban);
      }}
      onClose={onDone}
    />
  );
}
