import { useRouter } from 'expo-router';
import { useEffect } from 'react';
import { View } from 'react-native';
import { useClient } from '../client/client-context';
import { useClose } from '../client/use-close';
import { PageHeader } from '../components/list/page-header';
import { useWords } from '../i18n';
import { useTheme } from '../ui';
import { SavedMessages } from './saved-messages';

/** What I keep for later. */
export function LaterScreen() {
  const theme = useTheme();
  const words = useWords();
  const router = useRouter();
  const close = useClose();
  const { later } = useClient();
  useEffect(() => later.open(), [later]);
  return (
    <View style={{ flex: 1, backgroundColor: theme.colors.surface }}>
      <PageHeader title={words.later.title} onBack={close} />
      <SavedMessages onOpen={(place) => router.push(place)} />
    </View>
  );
}
