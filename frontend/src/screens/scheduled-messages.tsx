import type { AudienceName } from '@sup/protocol';
import { limits, previewText } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import type { Href } from 'expo-router';
import { useState } from 'react';
import { useClient, useWatched } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { useMe } from '../client/use-me';
import { useTimeContext } from '../components/clock';
import { ConfirmDialog } from '../components/confirm-dialog';
import { KeptList } from '../components/later/kept-list';
import { NothingKept } from '../components/later/nothing-kept';
import { PutOffDialog, type When } from '../components/later/put-off-dialog';
import { useWords } from '../i18n';
import { sendingTimes } from '../model/put-off';
import { untilTime } from '../model/time';
import { useChatView } from '../stores/chat';
import { IconButton } from '../ui';
import { useMassMention } from './use-mass-mention';

/** My messages that are sent later; those that were refused stand first, with the reason. */
export function ScheduledMessages({ onOpen }: { onOpen: (place: Href) => void }) {
  const { later: words } = useWords();
  const client = useClient();
  const { schedules } = useWatched(client.later);
  const { rooms } = useWatched(client.rooms);
  const me = useMe();
  const [changing, setChanging] = useState<Sdk.Schedule>();
  const [removing, setRemoving] = useState<Sdk.Schedule>();
  const when = useWhenWords();
  const rows = schedules.map((schedule) => ({
    id: schedule.id,
    roomName: rooms.find(({ id }) => id === schedule.room)?.name ?? '',
    by: me ? { id: me.id, name: me.person.name } : undefined,
    text: previewText(schedule.body),
    isGone: false,
    isDue: schedule.state === 'refused',
    when: when(schedule),
    schedule,
  }));
  const scheduleOf = (id: string) => rows.find((row) => row.id === id)?.schedule;
  return (
    <>
      <KeptList
        label={words.scheduled}
        items={rows}
        empty={<NothingKept icon="clock" title={words.noneScheduled} hint={words.noneScheduledHint} />}
        onOpen={({ id }) => {
          const schedule = scheduleOf(id);
          if (schedule) onOpen(`/r/${schedule.room}${schedule.thread ? `?t=${schedule.thread}` : ''}`);
        }}
        buttons={({ id }) => {
          const schedule = scheduleOf(id);
          if (!schedule || schedule.state === 'sending') return null;
          return (
            <>
              <IconButton icon="edit" label={words.change} onPress={() => setChanging(schedule)} />
              <IconButton icon="trash" label={words.unschedule} onPress={() => setRemoving(schedule)} />
            </>
          );
        }}
      />
      {changing ? <Change schedule={changing} onClose={() => setChanging(undefined)} /> : null}
      {removing ? <Remove schedule={removing} onClose={() => setRemoving(undefined)} /> : null}
    </>
  );
}

function useWhenWords(): (schedule: Sdk.Schedule) => string {
  const { later: words } = useWords();
  const time = useTimeContext();
  return ({ state, refusal, when }) => {
    if (state === 'refused') return words.refused(refusal?.text ?? '');
    if (state === 'sending') return words.sending;
    return 'at' in when ? words.sendAt(untilTime(when.at, time)) : words.sendMorning;
  };
}

function Change({ schedule, onClose }: { schedule: Sdk.Schedule; onClose: () => void }) {
  const { later: words } = useWords();
  const client = useClient();
  const room = client.room(schedule.room);
  const snapshot = useWatched(room);
  const { when, thread, audience: before } = schedule;
  const { whenSure, question } = useMassMention(room, snapshot, { inThread: thread !== undefined });
  const change = useAsk(async (to: { when: When; body: string; audience: AudienceName[] }) => {
    const { audience, ...changed } = to;
    await client.later.schedule(schedule.id, {
      ...inputOf(schedule),
      ...changed,
      ...(audience.length > 0 && { audience }),
    });
    onClose();
  });
  const confirm = (chosen: When, body: string) =>
    whenSure(body, ({ audience }) => change.run({ when: chosen, body, audience }), {
      before,
      // What was written stays where it is.
      putBack: () => undefined,
    });
  const reader = snapshot.kind === 'direct' ? snapshot.peer?.name : undefined;
  const dialog = (
    <PutOffDialog
      title={words.changeTitle}
      action={words.scheduleAction}
      label={words.whenLabel}
      choices={sendingTimes(reader)}
      start={'at' in when ? 'custom' : 'morning'}
      startAt={'at' in when && when.at > Date.now() ? when.at : undefined}
      reader={reader}
      text={{ value: schedule.body, label: words.changeText, max: limits.bodyCodePointsMax }}
      busy={change.busy}
      error={change.refusal?.text}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
  return (
    <>
      {dialog}
      {question}
    </>
  );
}

/** What the server is told again of a message that is changed: all but what follows from the change. */
function inputOf({
  id: _id,
  encoding: _encoding,
  madeAt: _madeAt,
  state: _state,
  refusal: _refusal,
  audience: _audience,
  ...input
}: Sdk.Schedule) {
  return input;
}

function Remove({ schedule, onClose }: { schedule: Sdk.Schedule; onClose: () => void }) {
  const { later: words } = useWords();
  const { later } = useClient();
  const notify = useChatView((view) => view.notify);
  const remove = () => {
    onClose();
    later.unschedule(schedule.id).catch((error: unknown) => notify(toRefusal(error).text));
  };
  return (
    <ConfirmDialog
      title={words.unscheduleTitle}
      body={words.unscheduleBody}
      action={words.unschedule}
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
