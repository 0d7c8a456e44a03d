import { useRouter } from 'expo-router';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { RecoverForm, type RecoverValues } from '../components/auth/recover-form';
import { useAuthView } from '../stores/auth';

/** A new password by a recovery code. */
export function RecoverScreen() {
  const router = useRouter();
  const { session } = useClient();
  const link = useAuthView((view) => view.link);
  const ask = useAsk(async (input: RecoverValues) => {
    await session.recover(input);
  });
  return (
    <RecoverForm
      busy={ask.busy}
      errors={ask.refusal ? errorsOf(ask.refusal) : {}}
      given={link?.kind === 'recover' ? link : undefined}
      onSubmit={ask.run}
      onSignIn={() => router.replace('/sign-in')}
    />
  );
}

function errorsOf({ code, text }: { code: string; text: string }) {
  return code.startsWith('password') ? { password: text } : { code: text };
}
