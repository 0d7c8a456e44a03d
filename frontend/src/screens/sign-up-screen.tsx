import { useRouter } from 'expo-router';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import type { AccountValues } from '../components/auth/account-fields';
import { SignUpForm } from '../components/auth/sign-up-form';
import { useWords } from '../i18n';
import { useAuthView } from '../stores/auth';

/** Making an account; the recovery codes come next, before anything else. */
export function SignUpScreen() {
  const router = useRouter();
  const { session } = useClient();
  const { claim, join } = useWords();
  const showCodes = useAuthView((view) => view.showCodes);
  const link = useAuthView((view) => view.link);
  const ask = useAsk(async (input: AccountValues) => {
    const { recoveryCodes } = await session.register({
      ...input,
      ...(link?.kind === 'join' ? { invite: link.code } : {}),
    });
    if (recoveryCodes) showCodes(recoveryCodes);
  });
  const hints = {
    claim: claim.signUp,
    join: link?.kind === 'join' ? join.signUpHint(link.room) : '',
    recover: undefined,
  };
  const hint = link && hints[link.kind];
  return (
    <SignUpForm
      busy={ask.busy}
      hint={hint}
      errors={ask.refusal ? errorsOf(ask.refusal) : {}}
      onSubmit={ask.run}
      onSignIn={() => router.replace('/sign-in')}
    />
  );
}

/** A refusal stands under the field that it is about; what is about none stands under the last. */
function errorsOf({ code, text }: { code: string; text: string }) {
  return code.startsWith('handle') ? { handle: text } : { password: text };
}
