import { useRouter } from 'expo-router';
import { useClient } from '../client/client-context';
import { useAsk } from '../client/use-ask';
import { useMe } from '../client/use-me';
import { ProfilePage } from '../components/settings/profile-page';

/** What others see of me. */
export function ProfileScreen() {
  const router = useRouter();
  const { rest } = useClient();
  const me = useMe();
  const save = useAsk(async (values: { name: string; about: string }) => {
    await rest.users.changeMe(values);
  });
  if (!me) return null;
  return (
    <ProfilePage
      me={me.person}
      busy={save.busy}
      error={save.refusal?.text}
      onSave={save.run}
      onBack={() => router.replace('/settings')}
    />
  );
}
