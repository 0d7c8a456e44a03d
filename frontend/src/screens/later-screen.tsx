import { useLocalSearchParams, useRouter } from 'expo-router';
import { useEffect } from 'react';
import { ScrollView, View } from 'react-native';
import { useClient, useWatched } from '../client/client-context';
import { useClose } from '../client/use-close';
import { PageHeader } from '../components/list/page-header';
import { useWords } from '../i18n';
import { Chip, useTheme } from '../ui';
import { KeptReminders } from './kept-reminders';
import { SavedMessages } from './saved-messages';
import { ScheduledMessages } from './scheduled-messages';

const views = { saved: SavedMessages, scheduled: ScheduledMessages, reminders: KeptReminders } as const;
const names = ['saved', 'scheduled', 'reminders'] as const;

/** What I keep for later: saved messages, messages that are sent later, reminders. */
export function LaterScreen() {
  const theme = useTheme();
  const { later: words } = useWords();
  const router = useRouter();
  const close = useClose();
  const { later } = useClient();
  const { savedCount, schedules, reminders } = useWatched(later);
  const { view } = useLocalSearchParams<{ view?: string }>();
  const chosen = names.find((name) => name === view) ?? 'saved';
  const counts = { saved: savedCount, scheduled: schedules.length, reminders: reminders.length };
  const Shown = views[chosen];
  useEffect(() => later.open(), [later]);
  return (
    <View style={{ flex: 1, backgroundColor: theme.colors.surface }}>
      <PageHeader title={words.title} onBack={close} />
      <ScrollView
        horizontal
        showsHorizontalScrollIndicator={false}
        role="radiogroup"
        aria-label={words.views}
        style={{ flexGrow: 0 }}
        contentContainerStyle={{ gap: 6, paddingHorizontal: 16, paddingVertical: 10 }}
      >
        {names.map((name) => (
          <Chip
            key={name}
            label={words[name]}
            count={counts[name]}
            selected={name === chosen}
            onPress={() => router.setParams({ view: name })}
          />
        ))}
      </ScrollView>
      <Shown onOpen={(place) => router.push(place)} />
    </View>
  );
}
