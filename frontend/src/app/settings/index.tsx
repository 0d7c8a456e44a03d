import { Redirect } from 'expo-router';
import { useLayout } from '../../ui';

/** The list of settings is a page on a phone; beside it a wide window shows the first one. */
export default function SettingsIndex() {
  return useLayout().mobile ? null : <Redirect href="/settings/appearance" />;
}
