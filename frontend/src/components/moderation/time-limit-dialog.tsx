import { limits } from '@sup/protocol/wire';
import { useState } from 'react';
import { View } from 'react-native';
import { useWords } from '../../i18n';
import { type Length, lengths } from '../../model/rights';
import { ErrorLine, TextField, Txt, useTheme } from '../../ui';
import { FormDialog } from '../form-dialog';
import { RadioList } from '../people/radio-list';

export interface TimeLimitDialogProps {
  readonly title: string;
  readonly body: string;
  readonly action: string;
  /** Asks for a reason, too. */
  readonly withReason?: boolean;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onConfirm: (length: Length, reason: string) => void;
  readonly onClose: () => void;
}

/** Asks for how long somebody is to be muted or banned, and once whether at all. */
export function TimeLimitDialog(props: TimeLimitDialogProps) {
  const { moderation } = useWords();
  const { colors } = useTheme();
  const [length, setLength] = useState<Length>('day');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      danger
      title={props.title}
      action={props.action}
      busy={props.busy}
      onSubmit={() => props.onConfirm(length, reason.trim())}
      onClose={props.onClose}
    >
      <View style={{ gap: 14 }}>
        <Txt color={colors.onSurfaceVariant}>{props.body}</Txt>
        <RadioList
          label={moderation.howLong}
          value={length}
          onChange={setLength}
          options={lengths.map((value) => ({ value, label: moderation.lengths[value] }))}
        />
        {props.withReason ? (
          <TextField
            label={moderation.reason}
            hint={moderation.reasonHint}
            value={reason}
            onChangeText={setReason}
            maxLength={limits.banReasonMax}
          />
        ) : null}
        <ErrorLine text={props.error} />
      </View>
    </FormDialog>
  );
}
