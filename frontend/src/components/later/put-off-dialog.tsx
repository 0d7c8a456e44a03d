import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { type PutOff, putOffTo, typedMoment } from '../../model/put-off';
import { untilTime } from '../../model/time';
import { ErrorLine, TextField, Txt, useTheme } from '../../ui';
import { useTimeContext } from '../clock';
import { FormDialog } from '../form-dialog';
import { RadioList } from '../people/radio-list';

/** When: a moment on this device's clock, or the reader's morning. */
export type When = { readonly at: number } | { readonly morning: true };

export interface PutOffDialogProps {
  readonly title: string;
  readonly action: string;
  readonly label: string;
  readonly choices: readonly PutOff[];
  readonly start: PutOff;
  /** A moment to begin with, where the choice is `custom`. */
  readonly startAt?: number | undefined;
  /** Whose morning it would be. */
  readonly reader?: string | undefined;
  /** The text of a message that can be changed here, too. */
  readonly text?: { readonly value: string; readonly label: string; readonly max: number } | undefined;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onConfirm: (when: When, text: string) => void;
  readonly onClose: () => void;
}

/** Asks when: a few usual moments, each with what it comes to, or one that is typed. */
export function PutOffDialog(props: PutOffDialogProps) {
  const { later } = useWords();
  const { colors } = useTheme();
  const context = useTimeContext();
  const [choice, setChoice] = useState(props.start);
  const [typed, setTyped] = useState(() => typedMoment(props.startAt ?? momentLike('tomorrow', Date.now())));
  const [text, setText] = useState(props.text?.value ?? '');
  const [isWrong, setWrong] = useState(false);
  const submit = () => {
    if (choice === 'morning') return props.onConfirm({ morning: true }, text.trim());
    const at = putOffTo(choice, { now: Date.now(), typed });
    setWrong(at === 'invalid');
    if (at !== 'invalid') props.onConfirm({ at }, text.trim());
  };
  const labelOf = (option: PutOff) => {
    if (option === 'custom') return later.when.custom;
    if (option === 'morning') return later.when.morning(props.reader ?? '');
    return later.when[option](untilTime(momentLike(option, context.now), context));
  };
  return (
    <FormDialog
      title={props.title}
      action={props.action}
      busy={props.busy}
      disabled={props.text !== undefined && text.trim() === ''}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <View style={{ gap: 12 }}>
        {props.text ? (
          <TextField
            label={props.text.label}
            value={text}
            onChangeText={setText}
            maxLength={props.text.max}
            multiline
            numberOfLines={3}
          />
        ) : null}
        <RadioList
          label={props.label}
          value={choice}
          onChange={setChoice}
          options={props.choices.map((option) => ({ value: option, label: labelOf(option) }))}
        />
        {choice === 'custom' ? (
          <TextField
            label={later.moment}
            hint={later.momentHint}
            value={typed}
            onChangeText={setTyped}
            onSubmitEditing={submit}
            error={isWrong ? later.momentWrong : undefined}
          />
        ) : null}
        {choice === 'morning' ? (
          <Txt color={colors.onSurfaceVariant}>{later.morningHint(props.reader ?? '')}</Txt>
        ) : null}
        <ErrorLine text={props.error} />
      </View>
    </FormDialog>
  );
}

/** What a choice comes to; only typed ones can be invalid. */
function momentLike(choice: Exclude<PutOff, 'morning' | 'custom'>, now: number): number {
  const at = putOffTo(choice, { now, typed: '' });
  return at === 'invalid' ? now : at;
}
