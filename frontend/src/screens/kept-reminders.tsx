import type * as Sdk from '@sup/sdk';
import type { Href } from 'expo-router';
import { useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { placeOf, useKeptItem } from '../client/use-kept-messages';
import { useTimeContext } from '../components/clock';
import { KeptList } from '../components/later/kept-list';
import { NothingKept } from '../components/later/nothing-kept';
import { useWords } from '../i18n';
import { untilTime } from '../model/time';
import { useChatView } from '../stores/chat';
import { IconButton } from '../ui';
import { RoomRemind } from './room-remind';

/** My reminders: those that came back first. */
export function KeptReminders({ onOpen }: { onOpen: (place: Href) => void }) {
  const { later: words } = useWords();
  const { later } = useClient();
  const { reminders } = useWatched(later);
  const notify = useChatView((view) => view.notify);
  const [changing, setChanging] = useState<Sdk.Reminder>();
  const time = useTimeContext();
  const itemOf = useKeptItem();
  const rows = reminders.map((kept) => {
    const says = kept.firedAt === undefined ? words.remindAt : words.remindedAt;
    return { ...itemOf(kept, says(untilTime(kept.at, time))), isDue: kept.firedAt !== undefined, kept };
  });
  const keptOf = (id: string) => rows.find((row) => row.id === id)?.kept;
  const forget = (kept: Sdk.Reminder) =>
    later.forget(kept.room, kept.message).catch((error: unknown) => notify(toRefusal(error).text));
  return (
    <>
      <KeptList
        label={words.reminders}
        items={rows}
        empty={<NothingKept icon="bell" title={words.noneReminders} hint={words.noneRemindersHint} />}
        onOpen={({ id }) => {
          const kept = keptOf(id);
          if (kept) onOpen(placeOf(kept));
        }}
        buttons={({ id }) => {
          const kept = keptOf(id);
          if (!kept) return null;
          return (
            <>
              <IconButton icon="clock" label={words.remindChange} onPress={() => setChanging(kept)} />
              <IconButton icon="check" label={words.forget} onPress={() => void forget(kept)} />
            </>
          );
        }}
      />
      {changing ? (
        <RoomRemind room={changing.room} message={changing.message} onClose={() => setChanging(undefined)} />
      ) : null}
    </>
  );
}
