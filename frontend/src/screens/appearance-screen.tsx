import { useRouter } from 'expo-router';
import { AppearancePage } from '../components/settings/appearance-page';
import { useSettings } from '../stores/settings';

/** Appearance; each change is kept at once on this device. */
export function AppearanceScreen() {
  const router = useRouter();
  const { change, ...settings } = useSettings();
  return <AppearancePage values={settings} onChange={change} onBack={() => router.replace('/settings')} />;
}
