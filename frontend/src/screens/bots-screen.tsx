import { useLocalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useBots } from '../client/use-bots';
import { BotListPage } from '../components/bots/bot-list-page';
import { NewBotDialog } from '../components/bots/new-bot-dialog';
import { OneBot } from './one-bot';

/** My bots; `?bot=` in the address is the one that is open. */
export function BotsScreen() {
  const router = useRouter();
  const { bot: open } = useLocalSearchParams<{ bot?: string }>();
  const { bots, error, read } = useBots();
  const [making, setMaking] = useState(false);
  const toBot = (id: string) => router.navigate(`/settings/bots?bot=${id}`);
  const toList = () => router.navigate('/settings/bots');
  const shown = open === undefined ? undefined : bots?.find(({ bot }) => bot.id === open);
  if (shown) return <OneBot key={shown.bot.id} shown={shown} read={read} onBack={toList} />;
  return (
    <>
      <BotListPage
        bots={bots?.map(({ bot, tokens }) => ({ ...bot, tokenCount: tokens.length }))}
        error={error}
        onRetry={read}
        onOpen={({ id }) => toBot(id)}
        onNew={() => setMaking(true)}
        onBack={() => router.replace('/settings')}
      />
      {making ? (
        <NewBot
          onClose={() => setMaking(false)}
          onMade={(id) => {
            setMaking(false);
            read();
            toBot(id);
          }}
        />
      ) : null}
    </>
  );
}

function NewBot({ onMade, onClose }: { onMade: (id: string) => void; onClose: () => void }) {
  const { rest } = useClient();
  const create = useAsk(async (ask: { name: string; handle: string }) => {
    const { bot } = await rest.bots.create(ask);
    onMade(bot.bot.id);
  });
  return (
    <NewBotDialog busy={create.busy} error={create.refusal?.text} onCreate={create.run} onClose={onClose} />
  );
}
