import { Redirect, useRouter } from 'expo-router';
import { useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { ClaimPage } from '../components/auth/claim-page';
import { useAuthView } from '../stores/auth';

/** The link that the server printed, opened by someone who is signed in. */
export function ClaimScreen() {
  const router = useRouter();
  const { rest, self } = useClient();
  const me = useWatched(self);
  const { link, opened } = useAuthView();
  const [done, setDone] = useState(false);
  const code = link?.kind === 'claim' ? link.code : undefined;
  const claim = useAsk(async () => {
    if (code === undefined) return;
    await rest.auth.claimAdmin({ code });
    setDone(true);
  });
  if (!me) return null;
  if (code === undefined) return <Redirect href="/" />;
  return (
    <ClaimPage
      handle={me.handle}
      state={done ? 'done' : 'asking'}
      busy={claim.busy}
      error={claim.refusal?.text}
      onClaim={() => claim.run(undefined)}
      onDone={() => {
        router.replace('/');
        opened(undefined);
      }}
    />
  );
}
