import type { SessionView } from '@sup/protocol';
import { useRouter } from 'expo-router';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { DevicesPage } from '../components/settings/devices-page';
import type { DeviceSession } from '../model/types';

function deviceOf(view: SessionView): DeviceSession {
  return {
    id: view.id,
    name: view.client,
    kind: /iphone|ipad|android|mobile/iu.test(view.client) ? 'mobile' : 'desktop',
    current: view.current,
    place: view.address,
    lastActiveAt: view.lastSeenAt,
  };
}

/** Where the account is signed in. */
export function DevicesScreen() {
  const router = useRouter();
  const { rest } = useClient();
  const [views, setViews] = useState<readonly SessionView[]>();
  const [error, setError] = useState<string>();
  const read = useCallback(() => {
    setError(undefined);
    rest.auth
      .sessions({})
      .then(({ sessions }) => setViews(sessions))
      .catch((reason: unknown) => setError(toRefusal(reason).text));
  }, [rest]);
  useEffect(read, [read]);
  const then = (task: Promise<unknown>) => {
    task.then(read).catch((reason: unknown) => setError(toRefusal(reason).text));
  };
  return (
    <DevicesPage
      sessions={views?.map(deviceOf)}
      error={error}
      onRetry={read}
      onRevoke={({ id }) => {
        const view = views?.find((entry) => entry.id === id);
        if (view) then(rest.auth.endSession({ session: view.id }));
      }}
      onRevokeOthers={() => then(rest.auth.logoutEverywhere({}))}
      onBack={() => router.replace('/settings')}
    />
  );
}
