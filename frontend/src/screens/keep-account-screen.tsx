import { Redirect, useRouter } from 'expo-router';
import { useEffect, useState } from 'react';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useMe } from '../client/use-me';
import { KeepAccountPage, type KeepAccountValues } from '../components/settings/keep-account-page';
import { codeIn } from '../model/invite';
import { useAuthView } from '../stores/auth';

/** A guest makes an account; the recovery codes come next, before anything else. */
export function KeepAccountScreen() {
  const router = useRouter();
  const { session } = useClient();
  const me = useMe();
  const showCodes = useAuthView((view) => view.showCodes);
  const [asksInvite, setAsksInvite] = useState(false);
  const ask = useAsk(async ({ invite, ...values }: KeepAccountValues) => {
    showCodes(await session.upgrade({ ...values, ...(invite && { invite: codeIn(invite) }) }));
  });
  const { refusal } = ask;
  useEffect(() => {
    if (refusal?.code === byInvite) setAsksInvite(true);
  }, [refusal]);
  const until = me?.person.guestUntil;
  if (!me) return null;
  if (until === undefined) return <Redirect href="/" />;
  return (
    <KeepAccountPage
      name={me.person.name}
      until={until}
      asksInvite={asksInvite}
      busy={ask.busy}
      {...told(refusal, asksInvite)}
      onSave={ask.run}
      onBack={() => router.replace('/settings')}
    />
  );
}

const byInvite = 'registration-by-invite';
const ofInvites: ReadonlySet<string> = new Set([byInvite, 'link-invalid', 'guest-link']);

/** A refusal stands under the field that it is about; what is about none stands below them. */
function told(refusal: { code: string; text: string } | undefined, asksInvite: boolean) {
  const text = refusal?.text;
  const code = refusal?.code ?? '';
  if (code.startsWith('handle')) return { errors: { handle: text }, problem: undefined };
  if (code.startsWith('password')) return { errors: { password: text }, problem: undefined };
  if (asksInvite && ofInvites.has(code)) return { errors: { invite: text }, problem: undefined };
  return { errors: {}, problem: text };
}
