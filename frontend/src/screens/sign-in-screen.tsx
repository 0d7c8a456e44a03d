import { useRouter } from 'expo-router';
import { useClient, useWatched } from '../client/client-context';
import { knownServer } from '../client/server-address';
import { useTheClient } from '../client/the-client';
import { useAsk } from '../client/use-ask';
import { SignInForm } from '../components/auth/sign-in-form';
import { useWords } from '../i18n';
import { useAuthView } from '../stores/auth';

/** Signing in; the root layout leads on once the session says that someone is signed in. */
export function SignInScreen() {
  const router = useRouter();
  const { session } = useClient();
  const { claim, errors, guests, join } = useWords();
  const link = useAuthView((view) => view.link);
  const state = useWatched(session);
  const server = knownServer();
  const forget = useTheClient((view) => view.forget);
  const left = state.state === 'signed-out' ? state : undefined;
  const wasGuest = left?.wasGuest ? guests.ended : undefined;
  const ended = wasGuest ?? (left?.why === 'ended' ? errors.sessionEnded : undefined);
  const hints = {
    claim: claim.signIn,
    join: link?.kind === 'join' ? join.signInHint(link.room) : '',
    recover: ended,
  };
  const hint = link ? hints[link.kind] : ended;
  const ask = useAsk(async (input: { handle: string; password: string }) => {
    await session.login(input);
  });
  return (
    <SignInForm
      busy={ask.busy}
      hint={hint}
      errors={ask.refusal ? { password: ask.refusal.text } : {}}
      onSubmit={ask.run}
      // In a browser there is no other server than that of the page.
      server={server ? { host: server.replace(/^https?:\/\//u, ''), onChange: forget } : undefined}
      onForgot={() => router.push('/recover')}
      onSignUp={() => router.replace('/sign-up')}
    />
  );
}
