import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import type { MuteDuration, MuteLevel } from '../../model/mute';
import { Txt } from '../../ui';
import { FormDialog } from '../form-dialog';
import { RadioList } from './radio-list';

export interface NotificationsDialogProps {
  readonly level: MuteLevel;
  readonly onSave: (level: MuteLevel, duration: MuteDuration) => void;
  readonly onClose: () => void;
}

const levels: readonly MuteLevel[] = ['all', 'mentions', 'nothing'];
const durations: readonly MuteDuration[] = ['hour', 'hours8', 'week', 'ever'];

/** What a chat may tell me, and for how long it is to be quieter. */
export function NotificationsDialog({ level, onSave, onClose }: NotificationsDialogProps) {
  const { details, common } = useWords();
  const [chosen, setChosen] = useState(level);
  const [duration, setDuration] = useState<MuteDuration>('ever');
  return (
    <FormDialog
      title={details.notifications}
      action={common.save}
      onSubmit={() => onSave(chosen, duration)}
      onClose={onClose}
    >
      <RadioList
        label={details.notifications}
        value={chosen}
        onChange={setChosen}
        options={levels.map((value) => ({ value, label: details.levels[value] }))}
      />
      {chosen === 'all' ? null : (
        <View style={{ marginTop: 12 }}>
          <Txt type="labelLarge" style={{ marginBottom: 4 }} role="heading" aria-level={3}>
            {details.howLong}
          </Txt>
          <RadioList
            label={details.howLong}
            value={duration}
            onChange={setDuration}
            options={durations.map((value) => ({ value, label: details.durations[value] }))}
          />
        </View>
      )}
    </FormDialog>
  );
}
