import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { type Mute, type MuteChoice, muteOf, type NotifyLevel } from '../../model/mute';
import { untilTime } from '../../model/time';
import { CardRow, TextField, Toggle, Txt } from '../../ui';
import { useTimeContext } from '../clock';
import { FormDialog } from '../form-dialog';
import { RadioList } from './radio-list';

/** What is chosen for a chat; no level is the usual one for chats of its kind. */
export interface NotifyChoice {
  readonly level: NotifyLevel | undefined;
  readonly mute: Mute | undefined;
}

export interface NotificationsDialogProps extends NotifyChoice {
  readonly usual: NotifyLevel;
  readonly onSave: (choice: NotifyChoice) => void;
  readonly onClose: () => void;
}

const levels = ['usual', 'all', 'mentions', 'nothing'] as const;
const lengths: readonly MuteChoice[] = ['off', 'hour', 'hours8', 'week', 'ever', 'until'];

/** What a chat may tell me, and for how long it is to be quieter. */
export function NotificationsDialog(props: NotificationsDialogProps) {
  const { details, notify, common } = useWords();
  const [level, setLevel] = useState<NotifyLevel | 'usual'>(props.level ?? 'usual');
  const [choice, setChoice] = useState<MuteChoice>(props.mute ? 'keep' : 'off');
  const [mentions, setMentions] = useState(props.mute?.level !== 'nothing');
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState(false);
  const label = useMuteLabel(props.mute);
  const save = () => {
    const mute = muteOf({ choice, typed, mentions }, { now: Date.now(), before: props.mute });
    setFailed(mute === 'invalid');
    if (mute !== 'invalid') props.onSave({ level: level === 'usual' ? undefined : level, mute });
  };
  return (
    <FormDialog title={details.notifications} action={common.save} onSubmit={save} onClose={props.onClose}>
      <RadioList
        label={details.notifications}
        value={level}
        onChange={setLevel}
        options={levels.map((value) => ({
          value,
          label: value === 'usual' ? notify.usual(details.levels[props.usual]) : details.levels[value],
        }))}
      />
      <Txt type="labelLarge" style={{ marginTop: 12, marginBottom: 4 }} role="heading" aria-level={3}>
        {notify.mute}
      </Txt>
      <RadioList
        label={notify.mute}
        value={choice}
        onChange={setChoice}
        options={[...(props.mute ? (['keep'] as const) : []), ...lengths].map((value) => ({
          value,
          label: label(value),
        }))}
      />
      {choice === 'until' ? (
        <TextField
          label={notify.untilWhen}
          value={typed}
          onChangeText={setTyped}
          placeholder="2026-12-24 18:00"
          error={failed ? notify.untilInvalid : undefined}
          onSubmitEditing={save}
        />
      ) : null}
      {choice === 'off' ? null : (
        <View style={{ marginHorizontal: -16 }}>
          <CardRow
            title={notify.mentionsThrough}
            end={<Toggle label={notify.mentionsThrough} on={mentions} onChange={setMentions} />}
          />
        </View>
      )}
    </FormDialog>
  );
}

function useMuteLabel(mute: Mute | undefined): (choice: MuteChoice) => string {
  const { details, notify } = useWords();
  const context = useTimeContext();
  return (choice) => {
    if (choice === 'off') return notify.notMuted;
    if (choice === 'until') return notify.untilMoment;
    if (choice !== 'keep') return details.durations[choice];
    return mute?.until === undefined ? notify.muted : notify.mutedUntil(untilTime(mute.until, context));
  };
}
