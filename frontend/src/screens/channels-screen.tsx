import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useAsked } from '../client/use-asked';
import { useChannels } from '../client/use-channels';
import { useClose } from '../client/use-close';
import { ChannelsDialog } from '../components/people/channels-dialog';
import { HomeScreen } from './home-screen';

/** Public channels, to join or to open. */
export function ChannelsScreen() {
  const router = useRouter();
  const close = useClose();
  const { rooms } = useClient();
  const { asked, change } = useAsked();
  const [query, setQuery] = useState('');
  const { channels, hasMore, error, more } = useChannels(query);
  const open = useAsk(async (id: string) => {
    const channel = channels?.find((entry) => entry.id === id);
    if (!channel) return;
    if (!channel.member && channel.asks) {
      await change(channel.id, !asked.has(channel.id));
      return;
    }
    if (!channel.member) await rooms.join(channel.id);
    router.replace(`/r/${channel.id}`);
  });
  return (
    <>
      <HomeScreen />
      <ChannelsDialog
        {...{ query, hasMore }}
        channels={channels?.map((channel) => ({ ...channel, asked: asked.has(channel.id) }))}
        busy={open.busy}
        error={error ?? open.refusal?.text}
        onQuery={setQuery}
        onMore={more}
        onOpen={({ id }) => open.run(id)}
        onCreate={() => router.replace('/new-group?public=1')}
        onClose={close}
      />
    </>
  );
}
