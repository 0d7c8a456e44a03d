import { useRouter } from 'expo-router';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useClose } from '../client/use-close';
import { NewSpaceDialog, type NewSpaceValues } from '../components/spaces/new-space-dialog';
import { HomeScreen } from './home-screen';

/** A space of one's own, with nothing in it yet. */
export function NewSpaceScreen() {
  const router = useRouter();
  const close = useClose();
  const { rooms } = useClient();
  const create = useAsk(async ({ name, topic, isPublic }: NewSpaceValues) => {
    const texts = { name, ...(topic && { topic }) };
    const room = await rooms.create({ kind: 'space', ...texts, ...(isPublic && { public: true }) });
    router.replace(`/r/${room.id}`);
  });
  return (
    <>
      <HomeScreen />
      <NewSpaceDialog busy={create.busy} error={create.refusal?.text} onCreate={create.run} onClose={close} />
    </>
  );
}
