import { limits } from '@sup/protocol/wire';
import { useRouter } from 'expo-router';
import { useClient, useWatched } from '../client/client-context';
import { FoldersForm } from '../components/settings/folders-form';
import { KeywordsForm } from '../components/settings/keywords-form';
import { NotificationsPage } from '../components/settings/notifications-page';
import { QuietHoursForm } from '../components/settings/quiet-hours-form';

/** What may notify me and how my list is ordered, the same on all my devices. */
export function NotificationsScreen() {
  const router = useRouter();
  const { settings, rooms } = useClient();
  const { levels, doNotDisturb, keywords, folders } = useWatched(settings);
  const list = useWatched(rooms).rooms.filter(({ kind }) => kind !== 'space');
  return (
    <NotificationsPage
      levels={levels}
      onLevels={(next) => settings.setLevels(next)}
      onBack={() => router.replace('/settings')}
    >
      <QuietHoursForm
        schedule={doNotDisturb}
        zone={Intl.DateTimeFormat().resolvedOptions().timeZone}
        onChange={(schedule) => settings.setDoNotDisturb(schedule)}
      />
      <KeywordsForm
        words={keywords}
        wordMax={limits.keywordMax}
        wordsMax={limits.keywordsMax}
        onChange={(words) => settings.setKeywords(words)}
      />
      <FoldersForm
        folders={folders}
        nameMax={limits.folderNameMax}
        nameOf={(room) => list.find(({ id }) => id === room)?.name}
        onChange={(next) => settings.setFolders(next)}
      />
    </NotificationsPage>
  );
}
