import { useState } from 'react';
import { Pressable, View } from 'react-native';
import { useWords } from '../../i18n';
import { minutesOf, timeOfDay } from '../../model/quiet-hours';
import { Button, Card, CardRow, TextField, Toggle, Txt, useTheme } from '../../ui';
import { SettingsHeading } from './settings-frame';

interface QuietHours {
  readonly days: number[];
  readonly from: number;
  readonly to: number;
}

/** As the sdk keeps it. */
export interface DoNotDisturb {
  readonly zone: string;
  readonly hours: QuietHours[];
}

export interface QuietHoursFormProps {
  readonly schedule: DoNotDisturb | undefined;
  /** Where this device is. */
  readonly zone: string;
  readonly onChange: (schedule: DoNotDisturb | undefined) => void;
}

const usual: QuietHours = { days: [1, 2, 3, 4, 5, 6, 7], from: 22 * 60, to: 7 * 60 };

/** When nothing may notify me: one span a day, the days on which it begins, and where it is by the clock. */
export function QuietHoursForm({ schedule, zone, onChange }: QuietHoursFormProps) {
  const { notify } = useWords();
  const { colors } = useTheme();
  const [hours, ...others] = schedule?.hours ?? [];
  const place = schedule?.zone ?? zone;
  const set = (change: Partial<QuietHours>) =>
    onChange({ zone: place, hours: [{ ...(hours ?? usual), ...change }, ...others] });
  const toggleDay = (days: readonly number[], day: number) => {
    const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort();
    if (next.length > 0) set({ days: next });
  };
  return (
    <>
      <SettingsHeading>{notify.quiet}</SettingsHeading>
      <Card>
        <CardRow
          key="on"
          title={notify.quietOn}
          detail={notify.quietHint(place)}
          end={
            <Toggle
              label={notify.quietOn}
              on={hours !== undefined}
              onChange={(on) => (on ? set({}) : onChange(undefined))}
            />
          }
        />
      </Card>
      {hours ? (
        <View style={{ gap: 12, marginTop: 12, maxWidth: 420 }}>
          <View style={{ flexDirection: 'row', gap: 12 }}>
            <TimeField
              key={`from-${hours.from}`}
              label={notify.from}
              value={hours.from}
              onSet={(from) => set({ from })}
            />
            <TimeField
              key={`to-${hours.to}`}
              label={notify.to}
              value={hours.to}
              onSet={(to) => set({ to })}
            />
          </View>
          <Days days={hours.days} onToggle={(day) => toggleDay(hours.days, day)} />
          {place === zone ? null : (
            <View style={{ alignItems: 'flex-start' }}>
              <Button
                kind="text"
                size="small"
                label={notify.takeZone(zone)}
                onPress={() => onChange({ zone, hours: [hours, ...others] })}
              />
            </View>
          )}
          {others.length > 0 ? <Txt color={colors.onSurfaceVariant}>{notify.otherHours}</Txt> : null}
        </View>
      ) : null}
    </>
  );
}

/** Set when the field is left or Enter is pressed, and only to a time that there is. */
function TimeField({
  label,
  value,
  onSet,
}: {
  label: string;
  value: number;
  onSet: (minutes: number) => void;
}) {
  const { notify } = useWords();
  const [text, setText] = useState(timeOfDay(value));
  const minutes = minutesOf(text);
  const done = () => {
    if (minutes !== undefined && minutes !== value) onSet(minutes);
  };
  return (
    <View style={{ flex: 1 }}>
      <TextField
        label={label}
        value={text}
        onChangeText={setText}
        onEndEditing={done}
        onSubmitEditing={done}
        inputMode="text"
        maxLength={5}
        error={minutes === undefined ? notify.timeInvalid : undefined}
      />
    </View>
  );
}

function Days({ days, onToggle }: { days: readonly number[]; onToggle: (day: number) => void }) {
  const theme = useTheme();
  const { notify } = useWords();
  return (
    <View role="group" aria-label={notify.days} style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 6 }}>
      {notify.shortDays.map((name, index) => {
        const on = days.includes(index + 1);
        return (
          <Pressable
            key={name}
            role="checkbox"
            aria-checked={on}
            aria-label={notify.dayNames[index]}
            onPress={() => onToggle(index + 1)}
            style={{
              minWidth: 48,
              height: 40,
              borderRadius: 12,
              alignItems: 'center',
              justifyContent: 'center',
              borderWidth: 1,
              borderColor: on && !theme.highContrast ? theme.colors.secondaryContainer : theme.colors.outline,
              backgroundColor: on ? theme.colors.secondaryContainer : 'transparent',
            }}
          >
            <Txt color={on ? theme.colors.onSecondaryContainer : theme.colors.onSurfaceVariant}>{name}</Txt>
          </Pressable>
        );
      })}
    </View>
  );
}
