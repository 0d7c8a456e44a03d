import type { Href } from 'expo-router';
import { useClient, useWatched } from '../client/client-context';
import { placeOf, useKeptItem } from '../client/use-kept-messages';
import { useTimeContext } from '../components/clock';
import { KeptList } from '../components/later/kept-list';
import { NothingKept } from '../components/later/nothing-kept';
import { useWords } from '../i18n';
import { untilTime } from '../model/time';
import { IconButton } from '../ui';

/** The messages that I saved, newest first. */
export function SavedMessages({ onOpen }: { onOpen: (place: Href) => void }) {
  const { later: words } = useWords();
  const { later } = useClient();
  const { saved } = useWatched(later);
  const time = useTimeContext();
  const itemOf = useKeptItem();
  const rows = saved.map((kept) => ({
    ...itemOf(kept, words.savedAt(untilTime(kept.keptAt, time))),
    kept,
  }));
  const keptOf = (id: string) => rows.find((row) => row.id === id)?.kept;
  return (
    <KeptList
      label={words.saved}
      items={rows}
      empty={<NothingKept icon="bookmark" title={words.noneSaved} hint={words.noneSavedHint} />}
      onMore={() => later.showMore()}
      onOpen={({ id }) => {
        const kept = keptOf(id);
        if (kept) onOpen(placeOf(kept));
      }}
      buttons={({ id }) => (
        <IconButton
          icon="close"
          label={words.unsave}
          onPress={() => {
            const kept = keptOf(id);
            if (kept) later.save(kept.room, kept.message, false);
          }}
        />
      )}
    />
  );
}
