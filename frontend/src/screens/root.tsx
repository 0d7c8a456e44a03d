import { type Href, Redirect, Slot, useSegments } from 'expo-router';
import { lazy, Suspense, useEffect } from 'react';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { ClientProvider, useClient, useWatched } from '../client/client-context';
import { useTheClient } from '../client/the-client';
import { RecoveryCodes } from '../components/auth/recovery-codes';
import { ClockProvider } from '../components/clock';
import { useWords } from '../i18n';
import type { Purpose } from '../model/link';
import { useAuthView } from '../stores/auth';
import { useChatView } from '../stores/chat';
import { useSettings } from '../stores/settings';
import { copyText, KeyboardProvider, SnackbarHost, ThemeProvider } from '../ui';

const ServerScreen = lazy(() =>
  import('./server-screen').then((module) => ({ default: module.ServerScreen })),
);

/** Everything round the routes: theme, clock, client, notices, and the gate of the session. */
export function Root() {
  const settings = useSettings();
  const notice = useChatView((view) => view.notice);
  const dismiss = useChatView((view) => view.dismissNotice);
  return (
    <SafeAreaProvider>
      <KeyboardProvider>
        <ThemeProvider appearance={settings}>
          <ClockProvider>
            <WithClient />
            <SnackbarHost notice={notice} onDismiss={dismiss} />
          </ClockProvider>
        </ThemeProvider>
      </KeyboardProvider>
    </SafeAreaProvider>
  );
}

/** A phone is told first where its server is. */
function WithClient() {
  const { client, connect } = useTheClient();
  if (!client) {
    return (
      <Suspense>
        <ServerScreen onServer={connect} />
      </Suspense>
    );
  }
  return (
    <ClientProvider client={client}>
      <Gate />
    </ClientProvider>
  );
}

/** Who is not signed in sees the sign-in pages only, who is sees the others only; new codes come first. */
function Gate() {
  const session = useWatched(useClient().session);
  const { codes, codesKept, link } = useAuthView();
  const [place] = useSegments();
  const outside = place === '(auth)';
  useTroubleNotice();
  if (codes) return <RecoveryCodes codes={codes} onCopy={copyText} onDone={codesKept} />;
  if (session.state === 'starting') return null;
  // The link for the first administrator is mostly opened where there are no accounts yet.
  const claiming = link?.kind === 'claim';
  // An invitation shows where it leads to whoever has it.
  if (session.state === 'signed-out' && !outside && place !== 'join')
    return <Redirect href={claiming ? '/sign-up' : '/sign-in'} />;
  if (session.state === 'signed-in' && outside) return <Redirect href={placeFor(link)} />;
  return <Slot />;
}

/** Where somebody goes who has just signed in. */
function placeFor(link: Purpose | undefined): Href {
  if (link?.kind === 'claim') return '/claim-admin';
  return link?.kind === 'join' ? `/join/${encodeURIComponent(link.code)}` : '/';
}

/** What goes wrong on this device itself, or between its version and the server's, is told, not swallowed. */
function useTroubleNotice(): void {
  const client = useClient();
  const { errors } = useWords();
  const notify = useChatView((view) => view.notify);
  const connection = useWatched(client.connection);
  const refused = connection.state === 'refused' ? connection.text : undefined;
  useEffect(() => {
    if (refused !== undefined) notify(errors.refused(refused));
  }, [refused, errors, notify]);
  useEffect(
    () =>
      client.onTrouble(({ what, error }) => {
        console.error(error);
        notify(what === 'store-full' ? errors.storeFull : errors.deviceBug);
      }),
    [client, errors, notify],
  );
}
