import { useRouter } from 'expo-router';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { SignInForm } from '../components/auth/sign-in-form';

/** Signing in; the root layout leads on once the session says that someone is signed in. */
export function SignInScreen() {
  const router = useRouter();
  const { session } = useClient();
  const ask = useAsk(async (input: { handle: string; password: string }) => {
    await session.login(input);
  });
  return (
    <SignInForm
      busy={ask.busy}
      errors={ask.refusal ? { password: ask.refusal.text } : {}}
      onSubmit={ask.run}
      onForgot={() => router.push('/recover')}
      onSignUp={() => router.replace('/sign-up')}
    />
  );
}
