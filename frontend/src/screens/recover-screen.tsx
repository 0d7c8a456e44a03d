import { useRouter } from 'expo-router';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { RecoverForm, type RecoverValues } from '../components/auth/recover-form';

/** A new password by a recovery code. */
export function RecoverScreen() {
  const router = useRouter();
  const { session } = useClient();
  const ask = useAsk(async (input: RecoverValues) => {
    await session.recover(input);
  });
  return (
    <RecoverForm
      busy={ask.busy}
      errors={ask.refusal ? errorsOf(ask.refusal) : {}}
      onSubmit={ask.run}
      onSignIn={() => router.replace('/sign-in')}
    />
  );
}

function errorsOf({ code, text }: { code: string; text: string }) {
  return code.startsWith('password') ? { password: text } : { code: text };
}
