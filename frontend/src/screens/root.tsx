import type { Client } from '@sup/sdk';
import { Redirect, Slot, useSegments } from 'expo-router';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { ClientProvider, useClient, useWatched } from '../client/client-context';
import { RecoveryCodes } from '../components/auth/recovery-codes';
import { ClockProvider } from '../components/clock';
import { PaneError } from '../components/conversation/conversation-states';
import { useWords } from '../i18n';
import { useAuthView } from '../stores/auth';
import { useChatView } from '../stores/chat';
import { useSettings } from '../stores/settings';
import { copyText, SnackbarHost, ThemeProvider } from '../ui';

/** Everything round the routes: theme, clock, client, notices, and the gate of the session. */
export function Root({ client }: { client: Client | undefined }) {
  const settings = useSettings();
  const notice = useChatView((view) => view.notice);
  const dismiss = useChatView((view) => view.dismissNotice);
  return (
    <SafeAreaProvider>
      <ThemeProvider appearance={settings}>
        <ClockProvider>
          <ClientProvider client={client}>
            {client ? <Gate /> : <NoClient />}
            <SnackbarHost notice={notice} onDismiss={dismiss} />
          </ClientProvider>
        </ClockProvider>
      </ThemeProvider>
    </SafeAreaProvider>
  );
}

/** A device for which no client could be made. */
function NoClient() {
  const { errors } = useWords();
  return <PaneError text={errors.unreachable} />;
}

/** Who is not signed in sees the sign-in pages only, who is sees the others only; new codes come first. */
function Gate() {
  const session = useWatched(useClient().session);
  const { codes, codesKept } = useAuthView();
  const outside = useSegments()[0] === '(auth)';
  if (codes) return <RecoveryCodes codes={codes} onCopy={copyText} onDone={codesKept} />;
  if (session.state === 'starting') return null;
  if (session.state === 'signed-out' && !outside) return <Redirect href="/sign-in" />;
  if (session.state === 'signed-in' && outside) return <Redirect href="/" />;
  return <Slot />;
}
