import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { ErrorLine } from '../../ui';
import { FormDialog } from '../form-dialog';
import { RadioList, type RadioListProps } from '../people/radio-list';

export interface ChoiceDialogProps<Value extends string> {
  readonly title: string;
  readonly options: RadioListProps<Value>['options'];
  readonly value: Value;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onSave: (value: Value) => void;
  readonly onClose: () => void;
}

/** One choice of several, saved with a button. */
export function ChoiceDialog<Value extends string>(props: ChoiceDialogProps<Value>) {
  const { common } = useWords();
  const [chosen, setChosen] = useState(props.value);
  const save = () => (chosen === props.value ? props.onClose() : props.onSave(chosen));
  return (
    <FormDialog
      title={props.title}
      action={common.save}
      busy={props.busy}
      onSubmit={save}
      onClose={props.onClose}
    >
      <View style={{ gap: 10 }}>
        <RadioList label={props.title} value={chosen} onChange={setChosen} options={props.options} />
        <ErrorLine text={props.error} />
      </View>
    </FormDialog>
  );
}
