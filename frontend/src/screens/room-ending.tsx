import type * as Sdk from '@sup/sdk';
import { toRefusal } from '../client/refusal-words';
import { EndingBanner } from '../components/conversation/ending-banner';
import { useWords } from '../i18n';
import { useChatView } from '../stores/chat';

/** Above a deleted chat or space: until when it can be restored. Nothing above any other. */
export function RoomEnding({ room, snapshot }: { room: Sdk.Room; snapshot: Sdk.RoomSnapshot }) {
  const { deletion } = useWords();
  const notify = useChatView((view) => view.notify);
  const { deletesAt, name, kind } = snapshot;
  if (deletesAt === undefined) return null;
  const restore = () => {
    room.moderation.restoreRoom().then(
      () => notify(deletion.restored(name)),
      (error: unknown) => notify(toRefusal(error).text),
    );
  };
  return <EndingBanner of={kind === 'space' ? 'space' : 'chat'} deletesAt={deletesAt} onRestore={restore} />;
}
